import type { Signal } from '../engine/search/combine.ts'
import type { Partial } from '../engine/search/readiness.ts'

export type Language = 'en' | 'zh'

interface Words {
  readonly searched: string
  readonly nothing: string
  readonly history: string
  readonly discussions: string
  readonly read: string
  readonly partial: (partial: Partial) => string
  readonly why: Readonly<Record<Signal, string>>
}

/** Our own words of a search answer; what repositories say stays as it is. */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    searched: 'files searched',
    nothing: 'Nothing was found. Try other words: a name from the code, or fewer words.',
    history: 'Commits about this',
    discussions: 'Issues, pull requests and releases',
    read: 'Read',
    partial: (partial) =>
      `Partial answer: the index is still being made. ${
        partial.kind === 'older'
          ? `Searched was commit ${partial.commit.slice(0, 10)}; newer changes are missing.`
          : `Searched were paths and ${partial.commits} commits; the contents of files are missing.`
      } Call again in half a minute for the whole.`,
    why: {
      passage: 'words close together',
      bestPassage: 'a passage about this',
      coverage: 'covers the query',
      path: 'path',
      definition: 'defines it',
      named: 'defines what is named',
      history: 'commits about this changed it',
      closeHistory: 'a commit much like this changed it',
      folderHistory: 'commits about this changed its folder',
      lore: 'its commit messages',
    },
  },
  zh: {
    searched: '个文件已搜索',
    nothing: '没有找到结果。请换用其他词语：代码中的名称，或更少的词。',
    history: '相关提交',
    discussions: '议题、合并请求与发布',
    read: '继续阅读',
    partial: (partial) =>
      `结果不完整：索引仍在建立。${
        partial.kind === 'older'
          ? `搜索的是提交 ${partial.commit.slice(0, 10)}，之后的改动未包含。`
          : `只搜索了路径和 ${partial.commits} 个提交，未包含文件内容。`
      }半分钟后再次调用可得完整结果。`,
    why: {
      passage: '词语相邻出现',
      bestPassage: '有一段与此相关',
      coverage: '覆盖查询词',
      path: '路径匹配',
      definition: '在此定义',
      named: '定义了所提到的名称',
      history: '相关提交改动过它',
      closeHistory: '非常相似的提交改动过它',
      folderHistory: '相关提交改动过所在目录',
      lore: '其提交信息匹配',
    },
  },
}

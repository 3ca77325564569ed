import type { Signal } from '../engine/search/combine.ts'

export type Language = 'en' | 'zh'

interface Words {
  readonly searched: string
  readonly nothing: string
  readonly history: string
  readonly discussions: string
  readonly read: string
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
    why: {
      body: 'words of the file',
      passage: 'words close together',
      coverage: 'covers the query',
      path: 'path',
      definition: 'defines it',
      history: 'commits about this changed it',
      closeHistory: 'a commit much like this changed it',
      lore: 'its commit messages',
    },
  },
  zh: {
    searched: '个文件已搜索',
    nothing: '没有找到结果。请换用其他词语：代码中的名称，或更少的词。',
    history: '相关提交',
    discussions: '议题、合并请求与发布',
    read: '继续阅读',
    why: {
      body: '文件内容匹配',
      passage: '词语相邻出现',
      coverage: '覆盖查询词',
      path: '路径匹配',
      definition: '在此定义',
      history: '相关提交改动过它',
      closeHistory: '非常相似的提交改动过它',
      lore: '其提交信息匹配',
    },
  },
}

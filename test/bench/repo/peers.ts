import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { rgPath } from '@vscode/ripgrep'
import MiniSearch from 'minisearch'

/** A way to find files: prepared once for a checked-out tree, then asked. */
export interface Peer {
  readonly name: string
  readonly prepare: (folder: string, paths: readonly string[]) => (query: string) => string[]
}

const wordsOf = (query: string) => [...new Set(query.toLowerCase().match(/[\p{L}\p{N}_]{3,}/gu) ?? [])]

function textsOf(folder: string, paths: readonly string[]): { path: string; text: string }[] {
  return paths.flatMap((path) => {
    try {
      const bytes = readFileSync(join(folder, path))
      return bytes.length > 512 * 1024 || bytes.subarray(0, 8_000).includes(0)
        ? []
        : [{ path, text: bytes.toString('utf8') }]
    } catch {
      return []
    }
  })
}

/** BM25 over whole files, as the usual search library does it. */
const miniSearch: Peer = {
  name: 'BM25, whole files (MiniSearch)',
  prepare(folder, paths) {
    const index = new MiniSearch({ idField: 'path', fields: ['path', 'text'] })
    index.addAll(textsOf(folder, paths))
    return (query) =>
      index
        .search(query)
        .slice(0, 10)
        .map(({ id }) => String(id))
  },
}

/** What an agent with a shell does: any word, files with the most matching lines first. */
const ripgrep: Peer = {
  name: 'ripgrep, any word',
  prepare: (folder) => (query) => {
    const pattern = wordsOf(query).join('|')
    if (pattern === '') return []
    const { stdout } = spawnSync(rgPath, ['--count', '-i', '--no-messages', '-e', pattern, folder], {
      maxBuffer: 1 << 28,
    })
    return stdout
      .toString()
      .split('\n')
      .map((line) => /^(.*):(\d+)$/.exec(line))
      .flatMap((match) =>
        match?.[1] === undefined ? [] : [{ path: relative(folder, match[1]), count: Number(match[2]) }],
      )
      .sort((a, b) => b.count - a.count)
      .slice(0, 10)
      .map(({ path }) => path)
  },
}

/** A grep over everything packed into one text, files by their number of matches. */
const packedGrep: Peer = {
  name: 'grep of a packed repository, by count',
  prepare(folder, paths) {
    const texts = textsOf(folder, paths).map(({ path, text }) => ({ path, lines: text.split('\n') }))
    return (query) => {
      const pattern = new RegExp(wordsOf(query).join('|') || '$^', 'i')
      return texts
        .map(({ path, lines }) => ({ path, count: lines.filter((line) => pattern.test(line)).length }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count)
        .slice(0, 10)
        .map(({ path }) => path)
    }
  },
}

export const peers: readonly Peer[] = [miniSearch, ripgrep, packedGrep]

import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from './mirror.ts'
import type { Query } from './queries.ts'

/**
 * Derives held-out questions: the newest commits' titles, asked of the tree as it was before them; their changed files
 * are the answer. `node derive.ts OUT owner/name…`, with the repositories below REPO_BENCH_MIRROR.
 */
const perRepository = 30
const test =
  /(?:^|\/)(?:tests?|__tests__|specs?|testdata|fixtures?|e2e|testing)\/|[._-](?:test|spec)s?\.[a-z]+$|_test\.[a-z]+$|(?:^|\/)test_[^/]+$|Tests?\.(?:java|kt)$/i
const record =
  /(?:^|\/)(?:CHANGELOG|CHANGES|HISTORY|release-notes|package-lock|pnpm-lock|yarn\.lock|Cargo\.lock|go\.(?:mod|sum))/i
const routine =
  /^(?:chore|build|ci|release|bump|revert|style)\b|^v?\d+\.\d+|\bbump\b|\brelease\b|dependabot|renovate|\bdeps\b|changelog|merge /i

const [out = 'queries.jsonl', ...repos] = process.argv.slice(2)
const queries = repos.flatMap((repo) => derive(repo))
writeFileSync(out, queries.map((query) => `${JSON.stringify(query)}\n`).join(''))
process.stdout.write(`${queries.length} questions over ${repos.length} repositories: ${join(out)}\n`)

function derive(repo: string): Query[] {
  const git = (...args: string[]) =>
    execFileSync('git', ['--git-dir', folderOf(repo), ...args], { maxBuffer: 1 << 30 })
      .toString()
      .trim()
  const log = git(
    'log',
    '-z',
    '--no-renames',
    '--no-merges',
    '-n600',
    '--name-status',
    '--format=%x01%H%x02%s%x03',
    'HEAD',
  )
  const candidates = log
    .split('\u0001')
    .slice(1)
    .flatMap((entry) => candidateOf(entry))
  const chosen = candidates.slice(0, perRepository + 4)
  const oldest = chosen.at(-1)
  if (oldest === undefined) return []
  const snapshot = git('rev-parse', `${oldest.commit}^`)
  const here = new Set(git('ls-tree', '-r', '--name-only', '-z', snapshot).split('\0'))
  const indexed = new Set(git('rev-list', snapshot).split('\n'))
  return chosen
    .filter(({ commit }) => !indexed.has(commit))
    .map(({ query, relevant }) => ({ query, relevant: relevant.filter((path) => here.has(path)) }))
    .filter(({ relevant }) => relevant.length > 0)
    .slice(0, perRepository)
    .map((each, at) => ({ id: `${repo}-${at + 1}`, repo, snapshot, ...each }))
}

function candidateOf(entry: string) {
  const [head = '', rest = ''] = entry.split('\u0003')
  const [commit = '', subject = ''] = head.split('\u0002')
  const query = subject
    .replace(/^[a-z]+(?:\([^)]*\))?!?:\s*/i, '')
    .replace(/\s*\(#\d+\)\s*$/, '')
    .trim()
  const fields = rest.split('\0').flatMap((field) => field.trim() || [])
  const modified = fields.filter((_, at) => at % 2 === 1 && fields[at - 1] === 'M')
  const relevant = modified.filter((path) => !test.test(path) && !record.test(path))
  const isAsked =
    !routine.test(subject) && query.split(/\s+/).length >= 4 && relevant.length >= 1 && relevant.length <= 4
  return isAsked ? [{ commit, query, relevant }] : []
}

import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import { nextCall, refArgument } from '../answer/call.ts'
import { fit } from '../answer/fit.ts'
import { maxChars, ref, repoName } from '../answer/parameters.ts'
import { openOptions } from '../answer/progress.ts'
import { provenance, provenanceOf, renderProvenance } from '../answer/provenance.ts'
import { type Language, words } from '../answer/words.ts'
import type { RepoReader } from '../engine/repo-reader.ts'

const place = z.object({
  path: z.string(),
  start_line: z.number().optional(),
  end_line: z.number().optional(),
  symbol: z.string().optional().describe('Definition or heading that the lines stand under.'),
  why: z.array(z.string()),
  snippet: z.string().optional(),
  next: z.string().describe('The call that reads on.'),
})
const commit = z.object({ commit: z.string(), date: z.string(), title: z.string(), paths: z.array(z.string()) })
const discussion = z.object({
  kind: z.string(),
  title: z.string(),
  state: z.string().optional(),
  date: z.string().optional(),
  url: z.string(),
  text: z.string().optional(),
})

const output = z.object({
  from: provenance,
  language: z.enum(['en', 'zh']),
  searched: z.number().describe('Files searched.'),
  results: z.array(place),
  commits: z.array(commit),
  discussions: z.array(discussion),
  notes: z.array(z.string()),
})

export const searchDoc = defineTool({
  name: 'search_doc',
  title: 'Search a repository',
  description:
    'Searches the code, documents and history of a git repository, and its issues where the host offers them, and says which files and lines answer a question. Use it to find where something is done, defined, documented or was discussed: plain words, names from the code and error messages all work. Not for the web.',
  input: z.object({
    repo_name: repoName,
    query: z.string().min(1).max(4_000).describe('What to find.'),
    language: z.enum(['zh', 'en']).optional().describe('Language of our own words in the answer. Default: en.'),
    ref,
    limit: z.number().int().min(1).max(50).default(10).describe('Files to name.'),
    max_chars: maxChars,
  }),
  output,
  response: 'structured',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  timeoutMs: 180_000,
  examples: [
    { title: 'Where is it done?', input: { repo_name: 'honojs/hono', query: 'how are wildcard routes matched' } },
    { title: 'An error message', input: { repo_name: 'honojs/hono', query: 'UnsupportedPathError', language: 'zh' } },
  ],
  handler: async (input, ctx: ToolContext<RepoReader>) => {
    const options = openOptions(ctx)
    const snapshot = await ctx.deps.open(input.repo_name, { ...options, ref: input.ref })
    const found = await ctx.deps.search(snapshot, input.query, input.limit, ctx.signal, options.progress)
    const language: Language = input.language ?? 'en'
    const again = { repo_name: input.repo_name, ref: refArgument(snapshot.ref) }
    const results = found.files.map(({ path, why, snippet }) => ({
      path,
      ...(snippet === undefined
        ? {}
        : { start_line: snippet.firstLine, end_line: snippet.lastLine, snippet: snippet.text }),
      ...(snippet?.symbol === undefined ? {} : { symbol: snippet.symbol }),
      why: why.map((signal) => words[language].why[signal]),
      next: nextCall('read_file', { ...again, file_path: path, start_line: snippet?.firstLine }),
    }))
    const answer: Answer = {
      from: provenanceOf(snapshot),
      language,
      searched: found.searched,
      results,
      commits: found.commits.map(({ oid, date, title, paths }) => ({ commit: oid, date, title, paths: [...paths] })),
      discussions: [...found.discussions],
      notes: [
        ...(found.partial === undefined ? [] : [words[language].partial(found.partial)]),
        ...(results.length === 0 ? [words[language].nothing] : []),
        ...found.problems,
      ],
    }
    return fit(answer, input.max_chars ?? ctx.caller.resultChars, (each) => render(each).length)
  },
  render,
})

type Answer = z.input<typeof output>

function render({ from, language, searched, results, commits, discussions, notes }: Answer): string {
  const own = words[language]
  const lines = [renderProvenance(from), `${searched.toLocaleString('en')} ${own.searched}`, ...notes]
  for (const [at, { path, start_line, end_line, symbol, why, snippet, next }] of results.entries()) {
    const range = start_line === undefined ? '' : `:${start_line}-${end_line}`
    lines.push('', `${at + 1}. ${path}${range}${symbol === undefined ? '' : ` · ${symbol}`} (${why.join(', ')})`)
    if (snippet !== undefined) lines.push(...snippet.split('\n').map((line) => `   ${line}`))
    lines.push(`   ${own.read}: ${next}`)
  }
  if (commits.length > 0) lines.push('', `${own.history}:`)
  for (const { commit: oid, date, title, paths } of commits) {
    lines.push(`- ${oid.slice(0, 10)} ${date} ${title}${paths.length === 0 ? '' : ` (${paths.join(', ')})`}`)
  }
  if (discussions.length > 0) lines.push('', `${own.discussions}:`)
  for (const { kind, title, state, date, url, text } of discussions) {
    lines.push(`- ${[kind, state, date].filter((part) => part !== undefined).join(', ')}: ${title} ${url}`)
    if (text !== undefined) lines.push(`  ${text}`)
  }
  return lines.join('\n')
}

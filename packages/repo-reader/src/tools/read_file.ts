import { defineTool, type ToolContext, ToolError } from '@sensorium/kit'
import { z } from 'zod'
import { nextCall, refArgument } from '../answer/call.ts'
import { maxChars, ref, repoName } from '../answer/parameters.ts'
import { openOptions } from '../answer/progress.ts'
import { provenance, provenanceOf, renderProvenance } from '../answer/provenance.ts'
import { pageOf } from '../engine/file/page.ts'
import type { FoundFile } from '../engine/file/read.ts'
import type { RepoReader } from '../engine/repo-reader.ts'

/** Characters kept for everything but the lines. */
const headRoom = 700

const output = z.object({ from: provenance, head: z.array(z.string()), text: z.string(), more: z.string().optional() })

export const readFile = defineTool({
  name: 'read_file',
  title: 'Read a file of a repository',
  description:
    'Reads one file of a git repository, with line numbers, without cloning it. Give start_line and end_line to read a part; a long file comes in pages and says how to go on. The path must be known: search_doc and get_repo_structure find it.',
  input: z.object({
    repo_name: repoName,
    file_path: z.string().min(1).max(4_096).describe('Path of the file from the root of the repository.'),
    ref,
    start_line: z.number().int().min(1).optional().describe('First line to read.'),
    end_line: z.number().int().min(1).optional().describe('Last line to read.'),
    start_column: z.number().int().min(1).optional().describe('Character of the first line to begin at.'),
    max_chars: maxChars,
  }),
  output,
  response: 'text',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  examples: [
    { title: 'A file', input: { repo_name: 'honojs/hono', file_path: 'src/hono.ts' } },
    {
      title: 'A few lines',
      input: { repo_name: 'honojs/hono', file_path: 'src/hono.ts', start_line: 1, end_line: 20 },
    },
  ],
  handler: async (input, ctx: ToolContext<RepoReader>) => {
    const snapshot = await ctx.deps.open(input.repo_name, { ...openOptions(ctx), ref: input.ref })
    const file = await ctx.deps.read(snapshot, input.file_path, ctx.signal)
    const from = provenanceOf(snapshot)
    const { content } = file
    if (content.kind !== 'text') return { from, head: [headOf(file), notText(content)], text: '' }
    const total = content.lines.length
    const first = input.start_line ?? 1
    const last = input.end_line ?? Math.max(total, first)
    if (first > Math.max(total, 1) || last < first) {
      throw new ToolError('invalid_input', `${file.path} has ${total} lines; ${first}–${last} are not among them.`)
    }
    const budget = (input.max_chars ?? ctx.caller.resultChars) - headRoom
    const page = pageOf(content.lines, first, last, input.start_column ?? 1, budget)
    const again = { repo_name: input.repo_name, file_path: file.path, ref: refArgument(snapshot.ref) }
    const rest = { ...again, start_line: page.nextLine, end_line: input.end_line }
    return {
      from,
      head: [headOf(file), total === 0 ? 'The file is empty.' : `Lines ${page.firstLine}–${page.lastLine} of ${total}`],
      text: page.text,
      ...(page.nextLine === undefined ? {} : { more: `Goes on: ${nextCall('read_file', rest)}` }),
    }
  },
  render: ({ from, head, text, more }) =>
    [
      renderProvenance(from),
      ...head,
      ...(text === '' ? [] : ['', text]),
      ...(more === undefined ? [] : ['', more]),
    ].join('\n'),
})

function headOf({ path, via, bytes, content }: FoundFile): string {
  const links = via.length === 0 ? '' : `, reached by the symlink ${via.join(' → ')}`
  const encoding = content.kind === 'text' && content.encoding !== 'utf-8' ? `, ${content.encoding}` : ''
  return `${path} (${bytes.toLocaleString('en')} bytes${encoding}${links})`
}

function notText(content: Exclude<FoundFile['content'], { kind: 'text' }>): string {
  return content.kind === 'lfs'
    ? `This is a Git LFS pointer: the file itself has ${content.bytes.toLocaleString('en')} bytes and is kept outside of the repository (sha256 ${content.oid}).`
    : `This is no text: ${content.type}, ${content.bytes.toLocaleString('en')} bytes.`
}

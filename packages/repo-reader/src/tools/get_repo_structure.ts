import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import { nextCall, refArgument } from '../answer/call.ts'
import { maxChars, ref, repoName } from '../answer/parameters.ts'
import { openOptions } from '../answer/progress.ts'
import { provenance, provenanceOf, renderProvenance } from '../answer/provenance.ts'
import type { RepoReader } from '../engine/repo-reader.ts'

/** Characters kept for everything but the tree. */
const headRoom = 1_500

const output = z.object({
  from: provenance,
  folder: z.string(),
  facts: z.array(z.string()),
  tree: z.string(),
  more: z.array(z.string()),
})

export const getRepoStructure = defineTool({
  name: 'get_repo_structure',
  title: 'Show the structure of a repository',
  description:
    'Shows the folders and files of a git repository, with its languages, READMEs, entry points and packages. Use it first on an unknown repository; folders that do not fit stay closed with their file counts. Not for finding where something is done: search_doc is.',
  input: z.object({
    repo_name: repoName,
    dir_path: z.string().max(4_096).default('/').describe('Folder to show.'),
    ref,
    glob: z.string().min(1).max(200).optional().describe('Only files whose path matches, e.g. **/*.md.'),
    depth: z.number().int().min(1).max(50).optional().describe('Levels to open. Default: as many as fit.'),
    cursor: z.number().int().min(0).optional().describe('Where to go on, from an earlier answer.'),
    max_chars: maxChars,
  }),
  output,
  response: 'text',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  examples: [
    { title: 'A whole repository', input: { repo_name: 'honojs/hono' } },
    { title: 'One folder at a tag', input: { repo_name: 'honojs/hono', dir_path: 'src/middleware', ref: 'v4.0.0' } },
  ],
  handler: async (input, ctx: ToolContext<RepoReader>) => {
    const snapshot = await ctx.deps.open(input.repo_name, { ...openOptions(ctx), ref: input.ref })
    const budget = (input.max_chars ?? ctx.caller.resultChars) - headRoom
    const structure = await ctx.deps.structure(snapshot, { ...input, budget }, ctx.signal)
    const again = { repo_name: input.repo_name, ref: refArgument(snapshot.ref), glob: input.glob }
    const { folded, nextOffset } = structure.drawing
    return {
      from: provenanceOf(snapshot),
      folder: structure.folder,
      facts: [...structure.facts],
      tree: structure.drawing.text,
      more: [
        ...(nextOffset === undefined
          ? []
          : [
              `More entries: ${nextCall('get_repo_structure', { ...again, dir_path: input.dir_path, cursor: nextOffset })}`,
            ]),
        ...folded.slice(0, 3).map((path) => `Closed: ${nextCall('get_repo_structure', { ...again, dir_path: path })}`),
        ...(folded.length > 3 ? [`${folded.length - 3} more folders are closed; open one by its dir_path.`] : []),
      ],
    }
  },
  render: (answer) =>
    [
      renderProvenance(answer.from),
      ...answer.facts,
      '',
      `/${answer.folder}`,
      answer.tree,
      ...(answer.more.length === 0 ? [] : ['', ...answer.more]),
    ].join('\n'),
})

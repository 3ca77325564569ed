import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { visionTool } from '../tool-parts.ts'

export const parse_document = defineTool({
  ...visionTool,
  name: 'parse_document',
  title: 'Parse document',
  description:
    'Turn a PDF, or a picture of a document, into Markdown: by layout parsing where a key allows it, else by its text and OCR. For a screenshot use extract_text_from_screenshot.',
  input: z.object({
    document_source: z.string().min(1).describe('Path, URL or data: URL'),
    pages: z.string().optional().describe('Of a PDF, e.g. 1-3,8'),
    max_chars: z.number().int().min(500).max(500_000).optional().describe('Length of the answer'),
  }),
  examples: [{ title: 'Three pages', input: { document_source: '/docs/paper.pdf', pages: '1-3' } }],
  handler: async ({ document_source, pages, max_chars }, ctx: ToolContext<VisionDeps>) =>
    (await ctx.deps.sight()).parseDocument(
      { source: document_source, pages, characters: max_chars ?? ctx.caller.resultChars },
      ctx,
    ),
})

import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { imageSource, visionTool } from '../tool-parts.ts'

const task = `Transcribe the text of the picture.
- Every character as it stands: case, punctuation, indentation, blank lines, line breaks. No corrections, no completion of what is cut off, no comments of your own inside.
- Code, terminal output and configuration go into a fenced block with their language; tables become Markdown tables; other text keeps its headings and lists.
- Leave out line numbers and the editor's own frame unless the request asks for them. Several areas: one after the other, each under its name.
- Characters that cannot be told apart (0/O, 1/l/I, rn/m) are decided by context; list the doubtful ones at the end by line.
If the request asks for a part, transcribe that part alone.`

export const extract_text_from_screenshot = defineTool({
  ...visionTool,
  name: 'extract_text_from_screenshot',
  title: 'Extract text from screenshot',
  description:
    'Read the text of a screenshot: code, terminal output, logs, configuration, any text (OCR). Works without a key. For whole documents use parse_document; to explain an error use diagnose_error_screenshot.',
  input: z.object({
    image_source: imageSource,
    prompt: z.string().describe('Which text, in what form'),
    programming_language: z.string().optional().describe('If code, its language'),
  }),
  examples: [
    {
      title: 'Code',
      input: {
        image_source: '~/shots/editor.png',
        prompt: 'The function in the middle',
        programming_language: 'python',
      },
    },
  ],
  handler: async ({ image_source, prompt, programming_language }, ctx: ToolContext<VisionDeps>) => {
    const language = programming_language === undefined ? '' : `\nThe code is ${programming_language}.`
    return (await ctx.deps.sight()).extractText(
      { source: image_source, task: `${task}${language}`, prompt, effort: 'read' },
      ctx,
    )
  },
})

import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { imageSource, visionTool } from '../tool-parts.ts'

const task = `Look at the picture and answer the request.
Say first what kind of picture it is. Be concrete: counts, positions (left, right, top, bottom), sizes, colours, exact text. If the request cannot be answered from the picture, say what is missing and what can be said instead.`

export const image_analysis = defineTool({
  ...visionTool,
  name: 'image_analysis',
  aliases: ['analyze_image'],
  title: 'Image analysis',
  description:
    'Look at any picture and answer a question about it. Use a more special tool where one fits: UI, text, error, diagram, chart, comparison.',
  input: z.object({
    image_source: imageSource,
    prompt: z.string().describe('Question or instruction'),
  }),
  examples: [
    {
      title: 'A question',
      input: { image_source: 'https://example.org/board.jpg', prompt: 'Which pins are connected?' },
    },
  ],
  handler: async ({ image_source, prompt }, ctx: ToolContext<VisionDeps>) =>
    (await ctx.deps.sight()).look({ source: image_source, task, prompt, effort: 'reason' }, ctx),
})

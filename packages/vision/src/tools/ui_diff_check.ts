import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { imageSource, visionTool } from '../tool-parts.ts'

const task = `Two pictures of a user interface follow: what was expected and what is actual. A pixel measurement is attached: regions with position, size and colours. It is exact about where and how much, and knows nothing of meaning; you say what each difference is.
1. **Verdict**: match, minor differences or mismatch, in one sentence.
2. **Differences**: table of region number, element, what changed (position, size, colour, text, missing, added, state), expected → actual with values, severity (breaks use, visible, cosmetic), likely cause in the code.
3. **Not measured**: differences that you see and the measurement does not list, and listed regions that mean nothing (a clock, a cursor, other data).
4. **Fix**: the changes in the order in which to make them, as CSS or markup where it can be said.
Shifts that follow from one cause are one difference. Never claim a difference that neither the measurement nor your own look supports.`

export const ui_diff_check = defineTool({
  ...visionTool,
  name: 'ui_diff_check',
  title: 'UI diff check',
  description:
    'Compare two screenshots, expected and actual: measured regions, sizes, colours and a picture of the difference, judged by a model where there is one. Measures without a key.',
  input: z.object({
    expected_image_source: imageSource,
    actual_image_source: imageSource,
    prompt: z.string().describe('What matters, what to ignore'),
  }),
  examples: [
    {
      title: 'Design against build',
      input: { expected_image_source: 'design.png', actual_image_source: 'build.png', prompt: 'Ignore the avatar' },
    },
  ],
  handler: async ({ expected_image_source, actual_image_source, prompt }, ctx: ToolContext<VisionDeps>) =>
    (await ctx.deps.sight()).checkDiff(
      { expected: expected_image_source, actual: actual_image_source, task, prompt },
      ctx,
    ),
})

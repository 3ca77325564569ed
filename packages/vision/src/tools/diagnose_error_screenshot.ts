import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { imageSource, visionTool } from '../tool-parts.ts'

const task = `Diagnose the error in the picture.
1. **Error**: the message, its code and type, quoted exactly; file, line and command where visible. With several, find the first that caused the others and say so.
2. **Cause**: what most likely went wrong and which visible evidence says so. If the evidence fits several causes, order them by likelihood and give the observation that would decide.
3. **Fix**: the steps, with the exact command, code or setting; the smallest change first. Say what a fix presumes.
4. **Check**: how to see that it worked.
5. **Missing**: what the picture does not show and would be needed (earlier log lines, versions, configuration).
Do not invent frames, paths or versions.`

export const diagnose_error_screenshot = defineTool({
  ...visionTool,
  name: 'diagnose_error_screenshot',
  title: 'Diagnose error screenshot',
  description:
    'Explain an error shown in a screenshot (stack trace, build log, dialog, crash, failing test) and how to fix it. To only copy the text use extract_text_from_screenshot.',
  input: z.object({
    image_source: imageSource,
    prompt: z.string().describe('What to find out'),
    context: z.string().optional().describe('What was done when it happened'),
  }),
  examples: [
    {
      title: 'A failed build',
      input: { image_source: 'build.png', prompt: 'Why does it fail?', context: 'After upgrading Node to 24' },
    },
  ],
  handler: async ({ image_source, prompt, context }, ctx: ToolContext<VisionDeps>) => {
    const hint = context === undefined ? '' : `\nWhat was being done: ${context}`
    return (await ctx.deps.sight()).look(
      { source: image_source, task: `${task}${hint}`, prompt, effort: 'reason' },
      ctx,
    )
  },
})

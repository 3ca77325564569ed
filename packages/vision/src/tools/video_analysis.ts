import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { visionTool } from '../tool-parts.ts'

const task = `Watch the video and answer the request. It comes whole or as frames with their times, in order.
- Tell what happens in order, with times (m:ss): who or what, action, change of scene or screen, text that appears (quoted).
- A screen recording: the steps the user takes, what each click or entry does, and where behaviour departs from what is expected, with its time.
- Between frames you have not seen anything: say "between 0:04 and 0:08", and do not invent motion, sound or speech.
End with what cannot be decided from the video.`

export const video_analysis = defineTool({
  ...visionTool,
  name: 'video_analysis',
  aliases: ['analyze_video'],
  title: 'Video analysis',
  description: 'Watch a video (MP4, MOV, M4V, WebM, MKV, AVI) and answer a question about it, with times.',
  input: z.object({
    video_source: z.string().min(1).describe('Path, URL or data: URL'),
    prompt: z.string().describe('Question or instruction'),
  }),
  examples: [{ title: 'A bug', input: { video_source: '/tmp/bug.mov', prompt: 'When does the menu disappear?' } }],
  handler: async ({ video_source, prompt }, ctx: ToolContext<VisionDeps>) =>
    (await ctx.deps.sight()).watch({ source: video_source, task, prompt, effort: 'reason' }, ctx),
})

import { type ContentBlock, image, text } from '@sensorium/kit'
import { z } from 'zod'
import type { Answer } from './engine/answer.ts'

/** A source of one picture, wherever a tool takes one. */
export const imageSource = z.string().min(1).describe('Path, URL or data: URL')

const output = z.object({
  text: z.string(),
  pictures: z
    .array(z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array), mime: z.string() }))
    .readonly(),
})

const render = ({ text: words, pictures }: Answer): readonly ContentBlock[] => [
  text(words),
  ...pictures.map(({ bytes, mime }) => image(bytes, mime)),
]

/** What all tools of this server share: they look, change nothing, and answer in prose. */
export const visionTool = {
  output,
  render,
  response: 'text',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  /** Above every vendor time-out (Z_AI_TIMEOUT), so that the vendor's own error is the one that is seen. */
  timeoutMs: 3_600_000,
} as const

import { z } from 'zod'
import type { Reply } from './scenario.ts'
import type { Received, Route, RouteContext } from './stand-in.ts'

/** A route that first checks the body against what the vendor documents, strictly. */
export function validated<Body>(
  schema: z.ZodType<Body, unknown>,
  refuse: (message: string) => Reply,
  answer: (body: Body, context: RouteContext, request: Received) => Reply,
): Route {
  return (request, context) => {
    const result = schema.safeParse(request.body)
    if (result.success) return answer(result.data, context, request)
    const [issue] = result.error.issues
    return refuse(`Invalid API parameter: \`${issue?.path.join('.') || 'body'}\` ${issue?.message ?? ''}`)
  }
}

const url = z.strictObject({ url: z.string().min(1) })

export const contentPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('image_url'), image_url: url }),
  z.strictObject({ type: z.literal('video_url'), video_url: url }),
  z.strictObject({ type: z.literal('file_url'), file_url: url }),
])

export const messages = z
  .array(
    z.strictObject({
      role: z.enum(['system', 'user', 'assistant', 'tool']),
      content: z.union([z.string(), z.array(contentPart).min(1), z.null()]),
      reasoning_content: z.string().optional(),
      tool_calls: z.array(z.unknown()).optional(),
      tool_call_id: z.string().optional(),
    }),
  )
  .min(1)

export type Messages = z.output<typeof messages>

/** What a stand-in's model says: the last text it was asked, and what came with it. */
export function echo(list: Messages): string {
  const content = list.at(-1)?.content
  if (typeof content === 'string') return `You said: ${content}`
  const parts = content ?? []
  const words = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  const seen = parts.filter(({ type }) => type !== 'text').map(({ type }) => type)
  return `You said: ${words.join(' ')}${seen.length === 0 ? '' : ` (with ${seen.join(', ')})`}`
}

/** Pieces of a text as a model streams them. */
export function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,7}/gu) ?? []
}

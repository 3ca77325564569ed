import { z } from 'zod'
import { type Answer, byType, type Dialect, type ShownResult, type ShownTool } from './dialect.ts'

const output = z.union([z.string(), z.array(z.looseObject({ type: z.string() }))])
const callOutput = z.looseObject({ call_id: z.string().regex(/^call_/), output })
const functionTool = z.looseObject({
  name: z.string().min(1),
  description: z.string().default(''),
  parameters: z.unknown().optional(),
})
const namespace = z.looseObject({ name: z.string(), tools: z.array(z.looseObject({ type: z.string() })) })
const request = z.looseObject({
  model: z.string(),
  input: z.array(z.looseObject({ type: z.string().optional() })).min(1),
  tools: z.array(z.looseObject({ type: z.string() })).default([]),
  stream: z.boolean().default(false),
})

/** Responses of OpenAI (platform.openai.com/docs/api-reference/responses). */
export const openaiResponses: Dialect = {
  path: /\/responses(?:\?|$)/,
  read: (body) => {
    const { input, tools, stream } = request.parse(body)
    return {
      tools: tools.flatMap(toolsOf),
      results: input.filter(({ type }) => type === 'function_call_output').map((item) => shown(callOutput.parse(item))),
      stream,
    }
  },
  events: (answer, turn) => {
    const item = itemOf(answer, turn)
    const done = { ...whole(answer, turn) }
    return byType([
      { type: 'response.created', response: { ...done, status: 'in_progress', output: [] } },
      { type: 'response.output_item.added', output_index: 0, item: { ...item, status: 'in_progress' } },
      ...('say' in answer
        ? [
            {
              type: 'response.output_text.delta',
              item_id: item.id,
              output_index: 0,
              content_index: 0,
              delta: answer.say,
            },
          ]
        : []),
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: done },
    ])
  },
  whole,
}

function whole(answer: Answer, turn: number) {
  return {
    id: `resp_${turn}`,
    object: 'response',
    created_at: 1,
    status: 'completed',
    model: 'scripted',
    output: [itemOf(answer, turn)],
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  }
}

function itemOf(answer: Answer, turn: number) {
  if ('say' in answer) {
    const content = [{ type: 'output_text', text: answer.say, annotations: [] }]
    return { id: `msg_${turn}`, type: 'message', role: 'assistant', status: 'completed', content }
  }
  const [name = '', space] = answer.call.split('/').reverse()
  return {
    id: `fc_${turn}`,
    type: 'function_call',
    status: 'completed',
    call_id: `call_${turn}`,
    ...(space === undefined ? {} : { namespace: space }),
    name,
    arguments: JSON.stringify(answer.input),
  }
}

/** Functions of a namespace are named `NAMESPACE/FUNCTION` here. */
function toolsOf(tool: { type: string }): ShownTool[] {
  if (tool.type === 'namespace') {
    const { name, tools } = namespace.parse(tool)
    return tools.flatMap(toolsOf).map((inner) => ({ ...inner, name: `${name}/${inner.name}` }))
  }
  if (tool.type !== 'function') return []
  const { name, description, parameters } = functionTool.parse(tool)
  return [{ name, description, schema: parameters }]
}

function shown({ output: parts }: z.infer<typeof callOutput>): ShownResult {
  if (typeof parts === 'string') return { text: parts, images: 0 }
  const texts = parts.flatMap((part) => (part.type === 'input_text' ? [String(part['text'])] : []))
  return { text: texts.join('\n'), images: parts.filter(({ type }) => type === 'input_image').length }
}

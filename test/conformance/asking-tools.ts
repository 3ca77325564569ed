import { setTimeout as sleep } from 'node:timers/promises'
import {
  CLIENT_CAPABILITIES_META_KEY,
  type ContentBlock,
  inputRequired,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { type Asking, answersIn, ask, confirmation, form, sampling, stateOf } from './input.ts'
import { png, wav } from './media.ts'

type Run = (
  args: Readonly<Record<string, unknown>>,
  context: ServerContext,
) => Promise<Asking | { content: ContentBlock[] }>

/** Diagnostic tools beyond what a tool of ours can be: other content, logging over MCP, questions to the client. */
export const askingTools: Readonly<Record<string, Run>> = {
  test_audio_content: says({ type: 'audio', data: wav, mimeType: 'audio/wav' }),
  test_embedded_resource: says(resource('test://embedded-resource', 'text/plain', 'An embedded resource.')),
  test_multiple_content_types: says(
    { type: 'text', text: 'Several kinds of content:' },
    { type: 'image', data: png, mimeType: 'image/png' },
    resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
  ),
  test_tool_with_logging: async (_args, { mcpReq }) => {
    for (const line of ['started', 'at work', 'done']) {
      await mcpReq.log('info', line)
      await sleep(50)
    }
    return text('logged')
  },
  test_sampling: asks(({ prompt }) => ({ answer: sampling(String(prompt)) })),
  test_elicitation: asks(({ message }) => ({
    user: inputRequired.elicit({
      message: String(message),
      requestedSchema: {
        type: 'object',
        properties: { username: { type: 'string' }, email: { type: 'string' } },
        required: ['username', 'email'],
      },
    }),
  })),
  test_elicitation_sep1034_defaults: asks(() => ({
    user: inputRequired.elicit({
      message: 'Who are you?',
      requestedSchema: {
        type: 'object',
        properties: {
          name: { type: 'string', default: 'John Doe' },
          age: { type: 'integer', default: 30 },
          score: { type: 'number', default: 95.5 },
          status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
          verified: { type: 'boolean', default: true },
        },
      },
    }),
  })),
  test_elicitation_sep1330_enums: asks(() => ({
    user: inputRequired.elicit({
      message: 'Which ones?',
      requestedSchema: {
        type: 'object',
        properties: {
          untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
          titledSingle: { type: 'string', oneOf: titled('value') },
          legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
          untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
          titledMulti: { type: 'array', items: { anyOf: titled('value') } },
        },
      },
    }),
  })),
  test_missing_capability: asks(() => ({ answer: sampling('Are you there?') })),
  test_input_required_result_elicitation: asks(() => ({ user_name: form('What is your name?', 'name') })),
  test_input_required_result_sampling: asks(() => ({ capital_question: sampling('What is the capital of France?') })),
  test_input_required_result_list_roots: asks(() => ({ client_roots: inputRequired.listRoots() })),
  test_input_required_result_request_state: asks(() => ({ confirm: confirmation() }), 'state'),
  test_input_required_result_tampered_state: asks(() => ({ confirm: confirmation() }), 'state'),
  test_input_required_result_multiple_inputs: asks(
    () => ({
      user_name: form('What is your name?', 'name'),
      greeting: sampling('Generate a greeting', 50),
      client_roots: inputRequired.listRoots(),
    }),
    'state',
  ),
  test_input_required_result_multi_round: async (_args, context) => {
    if (stateOf(context) === 'second' && answersIn(context, ['step2']) !== undefined) return text('Both are known.')
    if (stateOf(context) === 'first' && answersIn(context, ['step1']) !== undefined)
      return ask({ step2: form('What is your favourite colour?', 'color') }, 'second')
    return ask({ step1: form('What is your name?', 'name') }, 'first')
  },
  test_input_required_result_capabilities: asks((_args, { mcpReq }) => {
    const { elicitation, sampling: samples } = envelope.parse(mcpReq.envelope)[CLIENT_CAPABILITIES_META_KEY]
    return {
      ...(elicitation === undefined ? {} : { user_name: form('What is your name?', 'name') }),
      ...(samples === undefined ? {} : { greeting: sampling('Generate a greeting') }),
    }
  }),
}

const envelope = z.object({
  [CLIENT_CAPABILITIES_META_KEY]: z.object({ elicitation: z.object().optional(), sampling: z.object().optional() }),
})

/** Asks until every question is answered, and then repeats the answers. */
function asks(questions: (...call: Parameters<Run>) => Parameters<typeof ask>[0], state?: string): Run {
  return async (args, context) => {
    const wanted = questions(args, context)
    const answers = answersIn(context, Object.keys(wanted))
    const known = state === undefined || stateOf(context) === state
    return answers === undefined || !known ? ask(wanted, state) : text(`state-ok ${JSON.stringify(answers)}`)
  }
}

function says(...content: ContentBlock[]): Run {
  return async () => ({ content })
}

function text(line: string): { content: ContentBlock[] } {
  return { content: [{ type: 'text', text: line }] }
}

function resource(uri: string, mimeType: string, body: string): ContentBlock {
  return { type: 'resource', resource: { uri, mimeType, text: body } }
}

function titled(prefix: string) {
  return ['First', 'Second', 'Third'].map((title, index) => ({ const: `${prefix}${index + 1}`, title }))
}

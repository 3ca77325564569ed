import {
  type ContentBlock,
  type PromptMessage,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { type Asking, answersIn, ask, form } from './input.ts'
import { png } from './media.ts'

type Arguments = Readonly<Record<string, string>>

interface Prompt {
  readonly arguments: readonly string[]
  readonly messages: (args: Arguments, context: ServerContext) => Asking | { messages: PromptMessage[] }
}

const prompts: Readonly<Record<string, Prompt>> = {
  test_simple_prompt: { arguments: [], messages: () => user(text('This is a simple prompt for testing.')) },
  test_prompt_with_arguments: {
    arguments: ['arg1', 'arg2'],
    messages: ({ arg1, arg2 }) => user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  },
  test_prompt_with_embedded_resource: {
    arguments: ['resourceUri'],
    messages: ({ resourceUri = '' }) =>
      user(
        { type: 'resource', resource: { uri: resourceUri, mimeType: 'text/plain', text: 'An embedded resource.' } },
        text('Please process the embedded resource above.'),
      ),
  },
  test_prompt_with_image: {
    arguments: [],
    messages: () => user({ type: 'image', data: png, mimeType: 'image/png' }, text('Please analyze the image above.')),
  },
  test_input_required_result_prompt: {
    arguments: [],
    messages: (_args, context) => {
      const answers = answersIn(context, ['user_context'])
      if (answers === undefined) return ask({ user_context: form('What context should the prompt use?', 'context') })
      return user(text(JSON.stringify(answers)))
    },
  },
}

export const listPrompts = () => ({
  ttlMs: 60_000,
  cacheScope: 'public' as const,
  prompts: Object.entries(prompts).map(([name, prompt]) => ({
    name,
    description: 'A prompt of the conformance suite.',
    arguments: prompt.arguments.map((each) => ({ name: each, required: true })),
  })),
})

/** @throws ProtocolError where there is no such prompt */
export function getPrompt(name: string, args: Arguments, context: ServerContext) {
  const prompt = prompts[name]
  if (prompt === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt: ${name}`)
  return prompt.messages(args, context)
}

function user(...contents: ContentBlock[]): { messages: PromptMessage[] } {
  return { messages: contents.map((content) => ({ role: 'user', content })) }
}

function text(line: string): ContentBlock {
  return { type: 'text', text: line }
}

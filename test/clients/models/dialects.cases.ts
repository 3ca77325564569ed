/** The third request of a turn at each API: a tool is offered, it was called, and returned text and an image. */
export interface DialectCase {
  readonly path: string
  readonly body: object
  /** The same without what the API cannot do without. */
  readonly broken: object
  /** What stands in the stream when the tool is called. */
  readonly called: RegExp
}

const schema = { type: 'object', properties: { url: { type: 'string' } } }
const png = 'iVBORw0KGgo='
const messages = (...rest: object[]) => [{ role: 'user', content: 'Look.' }, ...rest]

export const dialectCases: Readonly<Record<string, DialectCase>> = {
  'messages of Anthropic': {
    path: '/v1/messages?beta=true',
    body: {
      model: 'm',
      max_tokens: 10,
      stream: true,
      tools: [{ name: 'look', description: 'Looks.', input_schema: schema }],
      messages: messages(
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }] },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 'toolu_1',
              content: [
                { type: 'text', text: 'seen' },
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
              ],
            },
          ],
        },
      ),
    },
    broken: { model: 'm', messages: messages() },
    called: /event: content_block_start\ndata: .*"type":"tool_use","id":"toolu_\d+","name":"look"/,
  },
  'chat completions of OpenAI': {
    path: '/v1/chat/completions',
    body: {
      model: 'm',
      stream: true,
      tools: [{ type: 'function', function: { name: 'look', description: 'Looks.', parameters: schema } }],
      messages: messages(
        { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: {} }] },
        { role: 'tool', tool_call_id: 'call_1', content: 'seen' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } }] },
      ),
    },
    broken: { model: 'm', messages: [] },
    called: /data: .*"tool_calls":\[\{"index":0,"id":"call_\d+","type":"function","function":\{"name":"look"/,
  },
  'responses of OpenAI': {
    path: '/v1/responses',
    body: {
      model: 'm',
      stream: true,
      tools: [{ type: 'function', name: 'look', description: 'Looks.', parameters: schema }],
      input: [
        { type: 'message', role: 'user', content: 'Look.' },
        { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{}' },
        {
          type: 'function_call_output',
          call_id: 'call_1',
          output: [
            { type: 'input_text', text: 'seen' },
            { type: 'input_image', image_url: `data:image/png;base64,${png}` },
          ],
        },
      ],
    },
    broken: { model: 'm', input: [] },
    called: /event: response.output_item.done\ndata: .*"type":"function_call".*"name":"look"/,
  },
  'generateContent of Gemini': {
    path: '/v1beta/models/m:streamGenerateContent?alt=sse',
    body: {
      tools: [{ functionDeclarations: [{ name: 'look', description: 'Looks.', parametersJsonSchema: schema }] }],
      contents: [
        { role: 'user', parts: [{ text: 'Look.' }] },
        { role: 'model', parts: [{ functionCall: { name: 'look', args: {} } }] },
        {
          role: 'user',
          parts: [
            { functionResponse: { name: 'look', response: { output: 'seen' } } },
            { inlineData: { mimeType: 'image/png', data: png } },
          ],
        },
      ],
    },
    broken: { contents: [] },
    called: /data: .*"functionCall":\{"id":"call_\d+","name":"look"/,
  },
}

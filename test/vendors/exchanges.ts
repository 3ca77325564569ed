/**
 * Whole exchanges of hosted code interpreters as they go over the wire (CONTRACTS 3 and 4): the body that is sent and
 * the bytes that answer it. Ends of lines and spaces are the vendor's.
 */
export interface Exchange {
  readonly name: string
  readonly path: string
  readonly sent: object
  readonly answered: string
}

const allToolsPath = '/api/paas/v4/chat/completions'
const power23 = '1169008215014432917465348578887506800769541157267'
const fifth = '233801643002886583493069715777501360153908231453.4'

const data = (value: object | string): string =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`

/** GLM-4-AllTools: deltas of Chat Completions. */
const delta = (value: object, more: object = {}, top: object = {}): string =>
  data({
    id: '8',
    created: 1_718_000_000,
    model: 'glm-4-alltools',
    choices: [{ index: 0, delta: value, ...more }],
    ...top,
  })
const codeDelta = (input: string, id?: string): string =>
  delta({
    role: 'assistant',
    tool_calls: [{ ...(id === undefined ? {} : { id }), type: 'code_interpreter', code_interpreter: { input } }],
  })
const outputDelta = (outputs: readonly object[]): string =>
  delta({ role: 'tool', tool_calls: [{ type: 'code_interpreter', code_interpreter: { outputs } }] })
const called = delta({ role: 'assistant', content: '' }, { finish_reason: 'tool_calls' })
const needsResult = delta(
  { role: 'assistant', content: '' },
  { finish_reason: 'tool_calls' },
  { status: 'requires_action', usage: { prompt_tokens: 20, completion_tokens: 40, total_tokens: 60 } },
)
const said = (content: string): string => delta({ role: 'assistant', content })
const stopped = `${delta({ role: 'assistant', content: '' }, { finish_reason: 'stop' })}data: [DONE]\n\n`
const text = (value: string) => [{ type: 'text', text: value }]
const allToolsSent = (sandbox: 'auto' | 'none', messages: readonly object[]): object => ({
  model: 'glm-4-alltools',
  stream: true,
  messages,
  tools: [{ type: 'code_interpreter', code_interpreter: { sandbox } }],
})

export const bars = 'import matplotlib.pyplot as plt\nplt.bar(range(5), [100, 200, 300, 400, 500])\nplt.show()'
const barPieces = ['import matplotlib.pyplot as plt\n', 'plt.bar(range(5), [100, 200, 300, 400, 500])', '\nplt.show()']

/** The bar chart in the vendor's sandbox, whose picture lies at `file`. */
export const allToolsChart = (task: string, file: string): Exchange => ({
  name: 'GLM-4-AllTools, auto: a bar chart as a file',
  path: allToolsPath,
  sent: allToolsSent('auto', [{ role: 'user', content: text(task) }]),
  answered: [
    ...barPieces.map((piece, at) => codeDelta(piece, at === 0 ? 'call_1' : undefined)),
    called,
    outputDelta([
      { type: 'logs', logs: '<BarContainer>', error_msg: '' },
      { type: 'file', file },
    ]),
    said('The chart '),
    said('is drawn.'),
    stopped,
  ].join(''),
})

/** The same with sandbox none, in two requests; `image` is the address the caller sends back. */
export const allToolsReturned = (task: string, image: string): readonly [Exchange, Exchange] => {
  const asked = { role: 'user', content: text(task) }
  const call = { id: 'call_1', type: 'code_interpreter', code_interpreter: { input: bars } }
  return [
    {
      name: 'GLM-4-AllTools, none: the code',
      path: allToolsPath,
      sent: allToolsSent('none', [asked]),
      answered: [
        ...barPieces.map((piece, at) => codeDelta(piece, at === 0 ? 'call_1' : undefined)),
        needsResult,
        'data: [DONE]\n\n',
      ].join(''),
    },
    {
      name: 'GLM-4-AllTools, none: the picture sent back',
      path: allToolsPath,
      sent: allToolsSent('none', [
        asked,
        { role: 'assistant', content: [], tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_1', content: [{ type: 'image_url', image_url: { url: image } }] },
      ]),
      answered: [said('The picture shows five bars.'), stopped].join(''),
    },
  ]
}

const divide = `from decimal import *\ngetcontext().prec = 60\nprint(Decimal(${power23}) / 5)`
const codes = ['print(123**23)', divide] as const
export const twoRuns = {
  codes,
  outputs: [power23, fifth],
  answer: `123**23 = ${power23}; divided by 5: ${fifth}`,
} as const

/** DashScope, Responses: named events, `event:` and `data:` without a space. */
export const responsesTwoRuns = (task: string, web: boolean): Exchange => {
  const event = (type: string, value: object): string => `event:${type}\ndata:${JSON.stringify({ type, ...value })}\n\n`
  const call = (code: string, logs: string): object => ({
    type: 'code_interpreter_call',
    id: 'ci',
    status: 'completed',
    code,
    outputs: [{ type: 'logs', logs }],
  })
  const output = [
    { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 'First the power.' }] },
    call(codes[0], `${power23}\n`),
    { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 'Then the division.' }] },
    call(codes[1], `${fifth}\n`),
    { type: 'message', id: 'msg', role: 'assistant', content: [{ type: 'output_text', text: twoRuns.answer }] },
  ]
  const usage = { input_tokens: 50, output_tokens: 70, total_tokens: 120, x_tools: { code_interpreter: { count: 2 } } }
  const response = { id: 'resp', object: 'response', model: 'qwen3.7-plus', status: 'completed', output, usage }
  return {
    name: 'DashScope, Responses: 123**23, then divided by 5',
    path: '/compatible-mode/v1/responses',
    sent: {
      model: 'qwen3.7-plus',
      input: [{ role: 'user', content: task }],
      tools: ['code_interpreter', ...(web ? ['web_search', 'web_extractor'] : [])].map((type) => ({ type })),
      enable_thinking: true,
      stream: true,
    },
    answered: [
      event('response.created', { response: { ...response, status: 'in_progress', output: [], usage: null } }),
      event('response.reasoning_summary_text.delta', { delta: 'First the power.' }),
      ...output.slice(0, 4).map((item) => event('response.output_item.done', { item })),
      event('response.output_text.delta', { delta: twoRuns.answer.slice(0, 9) }),
      event('response.output_text.delta', { delta: twoRuns.answer.slice(9) }),
      event('response.output_item.done', { item: output[4] }),
      event('response.completed', { response }),
    ].join(''),
  }
}

/** DashScope, Chat Completions: the code is not shown. */
export const chatTwoRuns = (task: string): Exchange => {
  const chunk = (value: object, finish_reason: string | null = null): string =>
    data({
      choices: [{ delta: value, index: 0, finish_reason, logprobs: null }],
      object: 'chat.completion.chunk',
      usage: null,
      model: 'qwen3.7-plus',
    })
  const usage = {
    prompt_tokens: 50,
    completion_tokens: 70,
    total_tokens: 120,
    plugins: { code_interpreter: { count: 2 } },
  }
  return {
    name: 'DashScope, Chat Completions: 123**23, then divided by 5',
    path: '/compatible-mode/v1/chat/completions',
    sent: {
      model: 'qwen3.7-plus',
      messages: [{ role: 'user', content: task }],
      enable_thinking: true,
      stream: true,
      stream_options: { include_usage: true },
      enable_code_interpreter: true,
    },
    answered: [
      chunk({ role: 'assistant', content: null, reasoning_content: '' }),
      chunk({ content: null, reasoning_content: 'First the power, then the division.' }),
      chunk({ content: twoRuns.answer.slice(0, 9), reasoning_content: null }),
      chunk({ content: twoRuns.answer.slice(9), reasoning_content: null }),
      chunk({ content: '' }, 'stop'),
      data({ choices: [], object: 'chat.completion.chunk', usage, model: 'qwen3.7-plus' }),
      data('[DONE]'),
    ].join(''),
  }
}

/** DashScope's native protocols: `tool_info` cumulative, its last entry empty at first, `finish_reason` "null" until the end. */
export const nativeTwoRuns = (task: string, multimodal: boolean): Exchange => {
  const part = (value: string) => (multimodal ? [{ text: value }] : value)
  const info = (code: string): object => ({ type: 'code_interpreter', code_interpreter: { code } })
  const event = (id: number, content: string, reasoning_content: string, tool_info: object[], end = 'null'): string => {
    const message = { content: content === '' && multimodal ? [] : part(content), reasoning_content, role: 'assistant' }
    const output = { choices: [{ message, finish_reason: end }], tool_info }
    const usage = {
      total_tokens: 120,
      output_tokens: 70,
      input_tokens: 50,
      plugins: { code_interpreter: { count: 2 } },
    }
    return `id:${id}\nevent:result\n:HTTP_STATUS/200\ndata:${JSON.stringify({ output, usage, request_id: 'r-1' })}\n\n`
  }
  const first = info(codes[0])
  const both = [first, info(codes[1])]
  const kind = multimodal ? 'multimodal' : 'text'
  return {
    name: `DashScope, native ${kind}: 123**23, then divided by 5`,
    path: `/api/v1/services/aigc/${kind}-generation/generation`,
    sent: {
      model: 'qwen3.7-plus',
      input: { messages: [{ role: 'user', content: part(task) }] },
      parameters: {
        enable_code_interpreter: true,
        enable_thinking: true,
        result_format: 'message',
        incremental_output: true,
      },
    },
    answered: [
      event(1, '', 'First the power.', []),
      event(2, '', '', [info('')]),
      event(3, '', '', [info(codes[0].slice(0, 6))]),
      event(4, '', '', [first]),
      event(5, '', 'Then the division.', [first, info('')]),
      event(6, '', '', both),
      event(7, twoRuns.answer.slice(0, 9), '', both),
      event(8, twoRuns.answer.slice(9), '', both),
      event(9, '', '', both, 'stop'),
    ].join(''),
  }
}

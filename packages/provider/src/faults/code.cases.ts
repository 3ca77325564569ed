import { close } from '../../../../test/vendors/fault-server.ts'
import type { ProviderErrorKind } from '../errors.ts'
import { chunk, done, errorBody, type Fault, finish, http, ok, okStream, streamHead } from './fault.ts'

const once = { attempts: 1 }

/** Every class of CONTRACTS 2, with the status that the vendor sends it with. */
const classes: readonly (readonly [ProviderErrorKind, number, readonly string[], retried: boolean])[] = [
  ['authentication', 401, ['1000', '1001', '1002', '1003', '1004'], false],
  ['account', 429, ['1110', '1111', '1112', '1113', '1121', '1309', '1311', '1313'], false],
  ['parameters', 400, ['1210', '1211', '1212', '1213', '1214', '1215', '1261'], false],
  ['content_policy', 400, ['1301'], false],
  ['rate', 429, ['1302', '1303', '1305', '1312'], true],
  ['quota', 429, ['1304', '1308', '1310'], false],
  ['server', 500, ['500', '1120', '1200', '1230', '1234'], true],
]

const everyCode = classes.flatMap(([kind, status, codes, retried]) =>
  codes.map(
    (code): Fault => ({
      name: `${code} is ${kind}`,
      answers: [http(status, errorBody(code))],
      outcome: { kind, code, status, retryable: retried },
      requests: retried ? 3 : 1,
    }),
  ),
)

const quotaWords = 'Usage limit reached for 5 hour. Your limit will reset at 2099-10-02 20:34:12'
const quoted = JSON.stringify({ message: `MCP error -429: ${errorBody('1310', 'weekly limit')}`, code: 429 })

/** The same codes wherever vendors put them. */
const everyPlace: readonly Fault[] = [
  {
    name: 'a code that is a number',
    answers: [http(400, errorBody(1214))],
    outcome: { kind: 'parameters', code: '1214' },
    requests: 1,
  },
  {
    name: 'a code at the top level',
    answers: [http(400, '{"code":"1214","message":"no"}')],
    outcome: { kind: 'parameters', code: '1214' },
    requests: 1,
  },
  {
    name: 'a number at the top level, with msg',
    answers: [http(400, '{"code":1214,"msg":"no"}')],
    outcome: { kind: 'parameters', code: '1214' },
    requests: 1,
  },
  {
    name: 'an error inside an error',
    answers: [http(429, '{"error":{"error":{"code":"1113","message":"no"}}}')],
    outcome: { kind: 'account', code: '1113' },
    requests: 1,
  },
  {
    name: 'a failure with status 200',
    answers: [http(200, errorBody('1302')), ok],
    outcome: { text: 'ok' },
    requests: 2,
  },
  {
    name: 'a quota failure with status 200',
    answers: [http(200, errorBody('1308', quotaWords))],
    outcome: { kind: 'quota', code: '1308', status: 200, retryable: false },
    requests: 1,
  },
  {
    name: 'a failure at the top level with status 200',
    answers: [http(200, '{"code":1002,"msg":"Token invalid","success":false}')],
    outcome: { kind: 'authentication', code: '1002' },
    requests: 1,
  },
  {
    name: 'success: false without a code',
    call: 'search',
    answers: [http(200, '{"success":false,"msg":"no"}')],
    retry: once,
    outcome: { kind: 'server' },
    requests: 1,
  },
  {
    name: 'an unknown code with status 200',
    answers: [http(200, errorBody('9999'))],
    retry: once,
    outcome: { kind: 'server', code: '9999' },
    requests: 1,
  },
  {
    name: 'a code quoted inside a message',
    answers: [http(429, quoted)],
    outcome: { kind: 'quota', code: '1310' },
    requests: 1,
  },
  {
    name: 'an error that is a sentence',
    answers: [http(400, '{"error":"model not loaded"}')],
    outcome: { kind: 'parameters' },
    says: /model not loaded/,
    requests: 1,
  },
  {
    name: 'an error that is empty',
    answers: [http(400, '{"error":{}}')],
    outcome: { kind: 'parameters' },
    says: /no reason given/,
    requests: 1,
  },
  {
    name: 'an error that is null beside an answer',
    answers: [http(200, '{"error":null,"choices":[{"message":{"content":"ok"},"finish_reason":"stop"}]}')],
    outcome: { text: 'ok' },
    requests: 1,
  },
  {
    name: 'a parameter named in the message',
    answers: [http(400, errorBody('1210', 'Invalid API parameter: `max_tokens` is too large'))],
    outcome: { kind: 'parameters', field: 'max_tokens' },
    requests: 1,
  },
  {
    name: 'a parameter named in Chinese',
    answers: [http(400, errorBody('1214', '参数非法：messages'))],
    outcome: { kind: 'parameters', field: 'messages' },
    requests: 1,
  },
  {
    name: 'a parameter named as param',
    answers: [http(400, '{"error":{"code":"1214","message":"bad","param":"tools[0]"}}')],
    outcome: { kind: 'parameters', field: 'tools[0]' },
    requests: 1,
  },
  {
    name: 'a Coding Plan key on the general base',
    answers: [http(429, errorBody('1113', 'Insufficient balance'))],
    outcome: { kind: 'account' },
    says: /Coding Plan key works only on the Coding Plan base URL/,
    requests: 1,
  },
  {
    name: 'a rate code with a delay',
    answers: [http(429, errorBody('1302'), { 'retry-after': '0' }), ok],
    outcome: { text: 'ok' },
    requests: 2,
  },
  {
    name: 'a code decides before a misleading status',
    answers: [http(500, errorBody('1301'))],
    outcome: { kind: 'content_policy' },
    requests: 1,
  },
  {
    name: 'insufficient_quota, which looks like a rate limit',
    answers: [http(429, errorBody('insufficient_quota'))],
    outcome: { kind: 'account', retryable: false },
    requests: 1,
  },
]

const stream = (
  name: string,
  answers: Fault['answers'],
  outcome: Fault['outcome'],
  more: Partial<Fault> = {},
): Fault => ({
  name,
  call: 'stream',
  answers,
  outcome,
  requests: answers.length,
  ...more,
})
const said = chunk({ content: 'abc' })
const inline = (code: string | number): string => `data: ${errorBody(code)}\n\n`

/** Failures inside a stream, in all three shapes, before and after the first text. */
const midStream: readonly Fault[] = [
  stream('data with an error before any text is retried', [[streamHead, inline('1302'), close], okStream], {
    text: 'ok',
  }),
  stream(
    'data with an error after text is not retried',
    [[streamHead, said, inline('1302'), close]],
    { kind: 'rate', code: '1302' },
    { before: 'abc' },
  ),
  stream('data with a quota error before any text', [[streamHead, inline(1308), close]], {
    kind: 'quota',
    code: '1308',
  }),
  stream(
    'an error event before any text',
    [[streamHead, `event: error\ndata: ${errorBody('1234')}\n\n`, close], okStream],
    { text: 'ok' },
  ),
  stream(
    'an error event with a bare object',
    [[streamHead, said, 'event: error\ndata: {"code":"1301","message":"no"}\n\n', close]],
    { kind: 'content_policy', code: '1301' },
    { before: 'abc' },
  ),
  stream(
    'an error event with a sentence',
    [[streamHead, said, 'event: error\ndata: "overloaded"\n\n', close]],
    { kind: 'server' },
    { before: 'abc', says: /overloaded/ },
  ),
  stream(
    'a top-level error in data',
    [[streamHead, said, 'data: {"code":"1302","message":"slow down"}\n\n', close]],
    { kind: 'rate' },
    { before: 'abc' },
  ),
  stream(
    'finish reason sensitive',
    [[streamHead, said, chunk({}, { finish_reason: 'sensitive' }), done, close]],
    { kind: 'content_policy', code: 'sensitive', retryable: false },
    { before: 'abc' },
  ),
  stream(
    'finish reason network_error before text is retried',
    [[streamHead, chunk({}, { finish_reason: 'network_error' }), done, close], okStream],
    { text: 'ok' },
  ),
  stream(
    'finish reason network_error after text is not',
    [[streamHead, said, chunk({}, { finish_reason: 'network_error' }), done, close]],
    { kind: 'server', code: 'network_error' },
    { before: 'abc' },
  ),
  stream(
    'finish reason context window exceeded',
    [[streamHead, chunk({}, { finish_reason: 'model_context_window_exceeded' }), close]],
    { kind: 'parameters', field: 'messages' },
  ),
  stream(
    'length and nothing but reasoning',
    [
      [
        streamHead,
        chunk({ reasoning_content: 'hm' }),
        chunk({ content: '' }, { finish_reason: 'length' }),
        done,
        close,
      ],
    ],
    { kind: 'parameters', field: 'max_tokens' },
    { says: /reasoning used up/ },
  ),
  stream(
    'length after some text is an answer',
    [[streamHead, chunk({ content: 'ok' }), chunk({}, { finish_reason: 'length' }), done, close]],
    { text: 'ok' },
  ),
  stream(
    'stop and nothing at all',
    [[streamHead, chunk({}, { finish_reason: 'stop' }), done, close]],
    { kind: 'malformed', retryable: true },
    { says: /empty answer/, requests: 3 },
  ),
  stream('no [DONE]', [[streamHead, chunk({ content: 'ok' }), finish, close]], { text: 'ok' }),
  stream('[DONE] without a finish reason', [[streamHead, chunk({ content: 'ok' }), done, close]], { text: 'ok' }),
  stream('data after [DONE]', [[streamHead, chunk({ content: 'ok' }), finish, done, said, close]], { text: 'ok' }),
  stream(
    'an event that is not JSON',
    [[streamHead, said, 'data: {oops\n\n', close]],
    { kind: 'malformed' },
    { before: 'abc' },
  ),
  stream(
    'events that are no chunks',
    [
      [
        streamHead,
        'data: 42\n\n',
        'data: null\n\n',
        'event: ping\ndata: {}\n\n',
        chunk({ content: 'ok' }),
        finish,
        close,
      ],
    ],
    { text: 'ok' },
  ),
  stream('carriage returns', [[streamHead, (chunk({ content: 'ok' }) + finish + done).replaceAll('\n', '\r'), close]], {
    text: 'ok',
  }),
  stream(
    'carriage returns and line feeds',
    [[streamHead, (chunk({ content: 'ok' }) + finish + done).replaceAll('\n', '\r\n'), close]],
    { text: 'ok' },
  ),
  stream(
    'comments, ids, retries and unknown fields',
    [[streamHead, ': hi\n\nid: 1\nretry: 5\nfoo: bar\n', chunk({ content: 'ok' }), finish, done, close]],
    { text: 'ok' },
  ),
  stream(
    'several data lines in one event',
    [[streamHead, 'data: {"choices":[{"delta":\ndata: {"content":"ok"},\ndata: "finish_reason":"stop"}]}\n\n', close]],
    { text: 'ok' },
  ),
  stream(
    'no space after the colon',
    [[streamHead, (chunk({ content: 'ok' }) + finish).replaceAll('data: ', 'data:'), close]],
    { text: 'ok' },
  ),
  stream('a byte order mark first', [[streamHead, `\uFEFF${chunk({ content: 'ok' })}`, finish, close]], { text: 'ok' }),
  stream('a whole answer where a stream was asked for', [ok], { text: 'ok' }),
  stream('an error as JSON where a stream was asked for', [http(200, errorBody('1113'))], {
    kind: 'account',
    code: '1113',
  }),
  stream(
    'thought marks split over chunks',
    [
      [
        streamHead,
        ...['<th', 'ink>hm</thi', 'nk>\n\n<|begin_of', '_box|>o', 'k<|end_of_box|', '>'].map((content) =>
          chunk({ content }),
        ),
        finish,
        close,
      ],
    ],
    { text: 'ok' },
  ),
]

export const codeFaults: readonly Fault[] = [...everyCode, ...everyPlace, ...midStream]

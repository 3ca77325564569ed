import { close, reset, stall } from '../../../../test/vendors/fault-server.ts'
import { chunk, done, type Fault, finish, head, http, ok, okBody, okStream, streamHead } from './fault.ts'

const gone = { kind: 'network', retryable: true } as const

/** Connections that break, and answers that are no HTTP. */
export const networkFaults: readonly Fault[] = [
  { name: 'reset as soon as connected', accept: [reset], answers: [], outcome: gone, requests: 0 },
  { name: 'closed as soon as connected', accept: [close], answers: [], outcome: gone, requests: 0 },
  {
    name: 'talks before it was asked',
    accept: ['SSH-2.0-OpenSSH_9.2\r\n', stall],
    answers: [],
    limits: { headersMs: 300 },
    outcome: gone,
    requests: 0,
  },
  { name: 'reset instead of an answer, every time', answers: [[reset]], outcome: gone, requests: 3 },
  { name: 'reset instead of an answer, once', answers: [[reset], ok], outcome: { text: 'ok' }, requests: 2 },
  { name: 'closed instead of an answer, once', answers: [[close], ok], outcome: { text: 'ok' }, requests: 2 },
  {
    name: 'reset instead of a stream, once',
    call: 'stream',
    answers: [[reset], okStream],
    outcome: { text: 'ok' },
    requests: 2,
  },
  {
    name: 'closed inside the headers',
    answers: [['HTTP/1.1 200 OK\r\ncontent-type: appl', close]],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'reset after the headers',
    answers: [[head(200, { 'content-length': '100' }), 20, reset], ok],
    outcome: { text: 'ok' },
    requests: 2,
  },
  {
    name: 'reset inside the body, every time',
    answers: [[head(200, { 'content-length': '100' }), '{"id', 20, reset]],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'closed before the announced length',
    answers: [[head(200, { 'content-length': '5000' }), okBody, close]],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'closed before the last chunk of a chunked body',
    answers: [[head(200, { 'transfer-encoding': 'chunked' }), '5\r\n{"id"\r\n', close]],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'a chunk size that is no number',
    answers: [[head(200, { 'transfer-encoding': 'chunked' }), 'zz\r\n{"id"\r\n0\r\n\r\n']],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'more bytes than announced',
    answers: [[head(200, { 'content-length': String(okBody.length) }), okBody, 'HTTP/1.1 999 trailing rubbish', close]],
    outcome: { text: 'ok' },
    requests: 1,
  },
  {
    name: 'a status line that is none',
    answers: [['HELLO WORLD\r\n\r\n', close]],
    outcome: gone,
    says: /not valid HTTP/,
    requests: 3,
  },
  { name: 'binary rubbish', answers: [[new Uint8Array([0, 255, 1, 254, 2, 253]), close]], outcome: gone, requests: 3 },
  {
    name: 'two content-lengths that differ',
    answers: [['HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 9\r\n\r\nabcde', close]],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'headers without an end',
    answers: [['HTTP/1.1 200 OK\r\n', `x-a: ${'a'.repeat(200_000)}\r\n\r\n`, close]],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'headers of ten thousand names',
    answers: [
      [
        'HTTP/1.1 200 OK\r\n',
        ...(Array.from({ length: 10_000 }, (_, at) => `x-header-${at}: value\r\n`)
          .join('')
          .match(/[\s\S]{1,60000}/g) ?? []),
        '\r\n',
        close,
      ],
    ],
    outcome: gone,
    requests: 3,
  },
  {
    name: 'an upgrade that nobody asked for',
    answers: [['HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n', stall]],
    limits: { headersMs: 300 },
    outcome: { kind: 'network' },
    requests: 3,
  },
  {
    name: 'an informational answer before the real one',
    answers: [['HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', ...ok]],
    outcome: { text: 'ok' },
    requests: 1,
  },
  {
    name: 'HTTP/1.0 that ends with its connection',
    answers: [['HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n', okBody, close]],
    outcome: { text: 'ok' },
    requests: 1,
  },
  {
    name: 'a stream reset before its first event starts again',
    call: 'stream',
    answers: [[streamHead, 20, reset], okStream],
    outcome: { text: 'ok' },
    requests: 2,
  },
  {
    name: 'a stream reset after some text does not start again',
    call: 'stream',
    answers: [[streamHead, chunk({ content: 'abc' }), 20, reset]],
    outcome: gone,
    before: 'abc',
    requests: 1,
  },
  {
    name: 'a stream closed after some text is an error, not a short answer',
    call: 'stream',
    answers: [[streamHead, chunk({ content: 'abc' }), close]],
    outcome: { ...gone, code: 'stream_cut' },
    before: 'abc',
    requests: 1,
  },
  {
    name: 'a stream closed inside an event',
    call: 'stream',
    answers: [[streamHead, chunk({ content: 'abc' }), 'data: {"choices":[{"del', close]],
    outcome: { ...gone, code: 'stream_cut' },
    before: 'abc',
    requests: 1,
  },
  {
    name: 'a stream closed before any event starts again',
    call: 'stream',
    answers: [[streamHead, close], okStream],
    outcome: { text: 'ok' },
    requests: 2,
  },
  {
    name: 'a stream closed after reasoning only',
    call: 'stream',
    answers: [[streamHead, chunk({ reasoning_content: 'hm' }), close]],
    outcome: { ...gone, code: 'stream_cut' },
    requests: 1,
  },
  {
    name: 'a chunked stream closed without its last chunk',
    call: 'stream',
    answers: [
      [
        head(200, { 'content-type': 'text/event-stream', 'transfer-encoding': 'chunked' }),
        chunked(chunk({ content: 'abc' })),
        close,
      ],
    ],
    outcome: gone,
    before: 'abc',
    requests: 1,
  },
  {
    name: 'a chunked stream closed after it was complete',
    call: 'stream',
    answers: [
      [
        head(200, { 'content-type': 'text/event-stream', 'transfer-encoding': 'chunked' }),
        chunked(chunk({ content: 'ok' }) + finish + done),
        '0\r\n\r\n',
        close,
      ],
    ],
    outcome: { text: 'ok' },
    requests: 1,
  },
  {
    name: '204 without a body',
    answers: [http(204)],
    outcome: { kind: 'malformed' },
    says: /empty answer/,
    requests: 1,
  },
]

function chunked(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
}

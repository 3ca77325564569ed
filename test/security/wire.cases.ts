import { key } from './gate.cases.ts'

/** Bytes as an attacker would write them, and what may come back: one answer, and nobody else's request in it. */
export interface WireCase {
  readonly name: string
  readonly bytes: string
  /** Statuses of the answers, in order; none where the connection is closed without one. */
  readonly statuses: readonly number[]
}

const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} })
const host = 'Host: localhost\r\n'
const auth = `Authorization: Bearer ${key}\r\n`
const json = 'Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n'
const length = (body: string) => `Content-Length: ${body.length}\r\n`
const chunk = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n`
const chunked = 'Transfer-Encoding: chunked\r\n'
const good = `${host}${auth}${json}`
const last = 'Connection: close\r\n'
const post = (headers: string, body = '') => `POST /mcp HTTP/1.1\r\n${headers}\r\n${body}`
/** A request that must never be taken for one: it would be answered 200. */
const smuggled = `GET /healthz HTTP/1.1\r\n${host}\r\n`

export const wireCases: readonly WireCase[] = [
  { name: 'a proper request', bytes: post(good + last + length(list), list), statuses: [200] },
  { name: 'a proper chunked request', bytes: post(good + last + chunked, `${chunk(list)}0\r\n\r\n`), statuses: [200] },
  {
    name: 'two proper requests in one go',
    bytes: post(good + length(list), list) + post(good + last + length(list), list),
    statuses: [200, 200],
  },

  {
    name: 'a length beside chunks',
    bytes: post(`${good}${length(list)}${chunked}`, `0\r\n\r\n${smuggled}`),
    statuses: [400],
  },
  {
    name: 'chunks beside a length',
    bytes: post(`${good}${chunked}Content-Length: 4\r\n`, `0\r\n\r\n${smuggled}`),
    statuses: [400],
  },
  { name: 'two lengths', bytes: post(`${good}Content-Length: 0\r\n${length(smuggled)}`, smuggled), statuses: [400] },
  { name: 'the same length twice', bytes: post(good + length(list) + length(list), list), statuses: [400] },
  { name: 'lengths in a list', bytes: post(`${good}Content-Length: 0, 0\r\n`, smuggled), statuses: [400] },
  { name: 'a negative length', bytes: post(`${good}Content-Length: -1\r\n`, smuggled), statuses: [400] },
  { name: 'a signed length', bytes: post(`${good}Content-Length: +0\r\n`, smuggled), statuses: [400] },
  { name: 'a hexadecimal length', bytes: post(`${good}Content-Length: 0x10\r\n`, smuggled), statuses: [400] },
  {
    name: 'a length beyond all numbers',
    bytes: post(`${good}Content-Length: 99999999999999999999\r\n`),
    statuses: [400],
  },
  {
    name: 'a space before the colon',
    bytes: post(`${good}Transfer-Encoding : chunked\r\n${length('')}`, smuggled),
    statuses: [400],
  },
  {
    name: 'an encoding that is nearly chunked',
    bytes: post(`${good}Transfer-Encoding: xchunked\r\n`, smuggled),
    statuses: [400],
  },
  {
    name: 'chunked, but not last',
    bytes: post(`${good}Transfer-Encoding: chunked, identity\r\n`, smuggled),
    statuses: [400],
  },
  { name: 'chunked twice', bytes: post(`${good}${chunked}${chunked}`, `0\r\n\r\n${smuggled}`), statuses: [400] },
  { name: 'a chunk of no size', bytes: post(good + chunked, `zz\r\n${smuggled}`), statuses: [400] },
  {
    name: 'a chunk beyond all numbers',
    bytes: post(good + chunked, `FFFFFFFFFFFFFFFFF\r\n${smuggled}`),
    statuses: [400],
  },
  { name: 'a chunk longer than it says', bytes: post(good + chunked, `1\r\n${smuggled}`), statuses: [400] },
  { name: 'a chunk extension without end', bytes: post(good + chunked, `1;${'x'.repeat(20_000)}`), statuses: [413] },

  { name: 'a folded header', bytes: post(`${good}X-Fold: a\r\n b\r\n${length(list)}`, list), statuses: [400] },
  { name: 'a header without a name', bytes: post(`${good}: x\r\n${length(list)}`, list), statuses: [400] },
  { name: 'a header with NUL', bytes: post(`${good}X-Nul: a\0b\r\n${length(list)}`, list), statuses: [400] },
  {
    name: 'a header with a lone CR',
    bytes: post(`${good}X-Cr: a\rTransfer-Encoding: chunked\r\n`, list),
    statuses: [400],
  },
  {
    name: 'lines that end in LF alone',
    bytes: `POST /mcp HTTP/1.1\n${good.replaceAll('\r\n', '\n')}\n`,
    statuses: [400],
  },
  { name: 'a path with NUL', bytes: `GET /health\0z HTTP/1.1\r\n${host}\r\n`, statuses: [400] },
  { name: 'a path with a line break, which ends it', bytes: `GET /a\r\nX: y HTTP/1.1\r\n${host}\r\n`, statuses: [404] },
  { name: 'headers beyond their size', bytes: post(`${good}X-Large: ${'x'.repeat(20_000)}\r\n`), statuses: [431] },
  { name: 'headers beyond their number', bytes: post(good + 'X: y\r\n'.repeat(4_000)), statuses: [431] },

  { name: 'no Host', bytes: `GET / HTTP/1.1\r\n${last}\r\n`, statuses: [400] },
  { name: 'no Host in HTTP/1.0', bytes: 'GET / HTTP/1.0\r\n\r\n', statuses: [400] },
  {
    name: 'two Hosts, ours first',
    bytes: `GET / HTTP/1.1\r\n${host}Host: attacker.example\r\n${last}\r\n`,
    statuses: [400],
  },
  {
    name: 'two Hosts, ours last',
    bytes: `GET / HTTP/1.1\r\nHost: attacker.example\r\n${host}${last}\r\n`,
    statuses: [400],
  },
  {
    name: 'another host in the target',
    bytes: `GET http://attacker.example/ HTTP/1.1\r\n${host}${last}\r\n`,
    statuses: [404],
  },
  {
    name: 'a target that begins with two slashes',
    bytes: `GET //attacker.example/healthz HTTP/1.1\r\n${host}${last}\r\n`,
    statuses: [404],
  },
  { name: 'a target that is a star', bytes: `OPTIONS * HTTP/1.1\r\n${host}${last}\r\n`, statuses: [404] },
  { name: 'CONNECT', bytes: `CONNECT attacker.example:443 HTTP/1.1\r\n${host}\r\n`, statuses: [] },
  {
    name: 'an upgrade',
    bytes: `GET /healthz HTTP/1.1\r\n${host}Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
    statuses: [200],
  },
  { name: 'a method that there is not', bytes: `BREW / HTTP/1.1\r\n${host}\r\n`, statuses: [400] },
  { name: 'HTTP/2 without a word', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', statuses: [400] },
  { name: 'HTTP/0.9', bytes: 'GET /\r\n\r\n', statuses: [400] },
  { name: 'TLS', bytes: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', statuses: [400] },
  { name: 'bytes of no meaning', bytes: '\xff\xfe\0\0\r\n\r\n', statuses: [400] },

  {
    name: 'a request inside the body of a refused one',
    bytes: post(`${host}${json}Authorization: wrong-key-of-some-length\r\n${last}${length(smuggled)}`, smuggled),
    statuses: [401],
  },
  {
    name: 'a request inside the body of a foreign one',
    bytes: post(`Host: attacker.example\r\n${auth}${json}${last}${length(smuggled)}`, smuggled),
    statuses: [403],
  },
  {
    name: 'a request behind a body that is too large',
    bytes: post(`${good}Content-Length: 999999999\r\n`, smuggled),
    statuses: [413],
  },
  {
    name: 'two keys, the first wrong',
    bytes: post(`${host}${json}${last}Authorization: wrong-key-of-some-length\r\n${auth}${length(list)}`, list),
    statuses: [401],
  },
  {
    name: 'a key with a line break in it',
    bytes: post(`${host}${json}${last}Authorization: Bearer\r\n ${key}\r\n${length(list)}`, list),
    statuses: [400],
  },
]

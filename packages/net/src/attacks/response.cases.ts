import { setTimeout as wait } from 'node:timers/promises'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { NetErrorKind } from '../errors.ts'
import { answer, type Respond } from './harness.ts'

/** A server's answer, and how reading it must end: as an error of this kind, or as this status and text. */
export interface ResponseAttack {
  readonly title: string
  readonly respond: Respond
  readonly outcome: NetErrorKind | { readonly status: number; readonly text: string }
}

const zeros = Buffer.alloc(20 * 1024 * 1024)
const empty = Buffer.alloc(0)

type Outcome = ResponseAttack['outcome']

/** An answer given whole, then the connection is closed. */
function raw(title: string, response: string | Buffer, outcome: Outcome): ResponseAttack {
  return { title, outcome, respond: (socket) => socket.end(response) }
}

function encoded(title: string, coding: string, body: () => string | Buffer, outcome: Outcome): ResponseAttack {
  return { title, outcome, respond: (socket) => answer(socket, 200, [`content-encoding: ${coding}`], body()) }
}

/** Writes `head`, then `chunk` again and again, every `everyMs`, for as long as anybody listens. */
function endless(
  title: string,
  head: string,
  chunk: string | Buffer,
  everyMs: number,
  outcome: Outcome,
): ResponseAttack {
  const respond: Respond = async (socket, _request, signal) => {
    socket.write(head)
    while (!signal.aborted && !socket.destroyed) {
      socket.write(chunk)
      await wait(everyMs)
    }
  }
  return { title, outcome, respond }
}

const ok = 'HTTP/1.1 200 OK\r\n'
const read = (text: string, status = 200) => ({ status, text })

const bombs: readonly ResponseAttack[] = [
  encoded('a gzip bomb', 'gzip', () => gzipSync(zeros), 'too_large'),
  encoded(
    'a brotli bomb',
    'br',
    () => brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    'too_large',
  ),
  encoded('a zstd bomb', 'zstd', () => zstdCompressSync(zeros), 'too_large'),
  encoded('a deflate bomb', 'deflate', () => deflateSync(zeros), 'too_large'),
  encoded('a raw deflate bomb', 'deflate', () => deflateRawSync(zeros), 'too_large'),
  encoded('a bomb in a bomb', 'gzip, gzip', () => gzipSync(gzipSync(zeros)), 'too_large'),
  encoded('a brotli bomb inside gzip', 'br, gzip', () => gzipSync(brotliCompressSync(zeros)), 'too_large'),
  encoded(
    'many gzip members',
    'gzip',
    () => Buffer.concat(Array.from({ length: 200 }, () => gzipSync(zeros.subarray(0, 65_536)))),
    'too_large',
  ),
  encoded(
    'a zstd window beyond what the web uses',
    'zstd',
    () => zstdCompressSync(zeros, { params: { [constants.ZSTD_c_windowLog]: 27 } }),
    'protocol',
  ),
  encoded('three codings', 'gzip, gzip, gzip', () => gzipSync(gzipSync(gzipSync('x'))), 'protocol'),
  encoded('fifty codings', Array.from({ length: 50 }, () => 'gzip').join(','), () => 'x', 'protocol'),
  encoded('an unknown coding', 'compress', () => 'x', 'protocol'),
  encoded('a coding named like a property', 'constructor', () => 'x', 'protocol'),
  encoded('a coding named like a prototype', '__proto__', () => 'x', 'protocol'),
]

const endlessBodies: readonly ResponseAttack[] = [
  endless('an endless body without a length', `${ok}\r\n`, zeros.subarray(0, 65_536), 0, 'too_large'),
  endless(
    'an endless chunked body',
    `${ok}transfer-encoding: chunked\r\n\r\n`,
    `10000\r\n${'x'.repeat(65_536)}\r\n`,
    0,
    'too_large',
  ),
  endless(
    'endless gzip members that hold nothing',
    `${ok}content-encoding: gzip\r\n\r\n`,
    Buffer.concat(Array.from({ length: 2000 }, () => gzipSync(empty))),
    0,
    'too_large',
  ),
  raw(
    'a million chunks of one byte',
    `${ok}transfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(1_100_000)}`,
    'too_large',
  ),
  endless('a body that drips', `${ok}content-length: 100000\r\n\r\n`, 'x', 20, 'timeout'),
  endless(
    'a gzip body that drips',
    `${ok}content-encoding: gzip\r\ncontent-length: 100000\r\n\r\n`,
    gzipSync(empty),
    20,
    'timeout',
  ),
  endless('chunk extensions that drip', `${ok}transfer-encoding: chunked\r\n\r\n1;`, 'x', 20, 'timeout'),
  endless(
    'endless trailers',
    `${ok}transfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n`,
    `x-trailer: ${'x'.repeat(8000)}\r\n`,
    1,
    'too_large',
  ),
  {
    title: 'a body that stops',
    outcome: 'timeout',
    respond: (socket) => socket.write(`${ok}content-length: 100\r\n\r\nhalf`),
  },
  {
    title: 'headers and no body',
    outcome: 'timeout',
    respond: (socket) => socket.write(`${ok}content-length: 5\r\n\r\n`),
  },
]

const headers: readonly ResponseAttack[] = [
  { title: 'no answer at all', outcome: 'timeout', respond: () => {} },
  endless('headers that drip', `${ok}x-slow: `, 'x', 20, 'timeout'),
  endless('a status line that drips', 'HTTP/1.1 2', '0', 20, 'protocol'),
  endless('endless early hints', '', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n', 5, 'timeout'),
  raw('a hundred thousand headers', `${ok}${'a: b\r\n'.repeat(100_000)}\r\n`, 'too_large'),
  raw('one endless header', `${ok}x: ${'x'.repeat(1_000_000)}\r\n\r\n`, 'too_large'),
  raw('one endless header name', `${ok}${'x'.repeat(1_000_000)}: x\r\n\r\n`, 'too_large'),
  raw('a header without a colon', `${ok}nonsense\r\n\r\nx`, 'protocol'),
  raw('a null byte in a header', `${ok}x: a\0b\r\ncontent-length: 1\r\n\r\nx`, 'protocol'),
  raw('a folded header', `${ok}content-length: 1\r\nx: a\r\n b\r\n\r\nx`, 'protocol'),
  raw('a header of hostile name', `${ok}__proto__: polluted\r\ncontent-length: 1\r\n\r\nx`, read('x')),
]

const lies: readonly ResponseAttack[] = [
  raw('a length beyond the body', `${ok}content-length: 1000\r\n\r\nshort`, 'connection'),
  raw('a length short of the body', `${ok}content-length: 2\r\n\r\nlonger`, read('lo')),
  raw('a negative length', `${ok}content-length: -1\r\n\r\nx`, 'protocol'),
  raw('a length that is no number', `${ok}content-length: many\r\n\r\nx`, 'protocol'),
  raw('a length beyond counting', `${ok}content-length: 99999999999999999999999\r\n\r\nx`, 'protocol'),
  raw('a length of a petabyte', `${ok}content-length: 1000000000000000\r\n\r\nx`, 'too_large'),
  raw('two lengths', `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\nxy`, 'protocol'),
  raw(
    'a length and chunks',
    `${ok}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
    'protocol',
  ),
  raw('a chunk size that is no number', `${ok}transfer-encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n`, 'protocol'),
  raw('a chunk size beyond counting', `${ok}transfer-encoding: chunked\r\n\r\n${'f'.repeat(20)}\r\nx`, 'protocol'),
  raw('chunks cut off', `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`, 'connection'),
  raw('text called gzip', `${ok}content-encoding: gzip\r\ncontent-length: 5\r\n\r\nplain`, 'protocol'),
  raw('text called brotli', `${ok}content-encoding: br\r\ncontent-length: 5\r\n\r\nplain`, 'protocol'),
  raw('text called zstd', `${ok}content-encoding: zstd\r\ncontent-length: 5\r\n\r\nplain`, 'protocol'),
  raw(
    'text called deflate',
    `${ok}content-encoding: deflate\r\ncontent-length: 6\r\n\r\n\xff\xff\xff\xff\xff\xff`,
    'protocol',
  ),
  encoded('gzip cut off', 'gzip', () => gzipSync('hello '.repeat(1000)).subarray(0, 30), 'protocol'),
  encoded(
    'gzip with a wrong checksum',
    'gzip',
    () => Buffer.concat([gzipSync('hello').subarray(0, -8), Buffer.alloc(8)]),
    'protocol',
  ),
  encoded(
    'brotli cut off',
    'br',
    () => brotliCompressSync(Buffer.from('hello '.repeat(1000))).subarray(0, 10),
    'protocol',
  ),
  encoded('zstd cut off', 'zstd', () => zstdCompressSync('hello '.repeat(1000)).subarray(0, 15), 'protocol'),
  encoded('an empty body called gzip', 'gzip', () => '', read('')),
  encoded('raw deflate called deflate', 'deflate', () => deflateRawSync('hello'), read('hello')),
  encoded('identity', 'identity', () => 'hello', read('hello')),
  encoded('a coding in capitals', 'GZIP', () => gzipSync('hello'), read('hello')),
]

const protocol: readonly ResponseAttack[] = [
  raw('nothing, and a closed connection', '', 'connection'),
  raw('no status line', '<html>hello</html>', 'protocol'),
  raw('another protocol', 'SSH-2.0-OpenSSH_9.9\r\n', 'protocol'),
  raw('a TLS alert', Buffer.from([21, 3, 1, 0, 2, 2, 40]), 'protocol'),
  raw('an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'protocol'),
  raw('noise', Buffer.alloc(100_000, 0xfe), 'protocol'),
  raw(
    'an unasked change of protocol',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nx',
    'connection',
  ),
  raw('a status of five digits', 'HTTP/1.1 20000 OK\r\ncontent-length: 0\r\n\r\n', 'protocol'),
  raw('a status without a body that has one', 'HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx', read('', 204)),
  raw(
    'a second response behind the first',
    `${ok}content-length: 1\r\n\r\nx${ok}content-length: 4\r\n\r\nevil`,
    read('x'),
  ),
  { title: 'a reset', outcome: 'connection', respond: (socket) => socket.resetAndDestroy() },
  {
    title: 'a reset in the headers',
    outcome: 'connection',
    respond: (socket) => socket.write(`${ok}x: y`, () => socket.resetAndDestroy()),
  },
  {
    title: 'a reset in the body',
    outcome: 'connection',
    respond: (socket) => socket.write(`${ok}content-length: 100\r\n\r\nhalf`, () => socket.resetAndDestroy()),
  },
]

export const responseAttacks: readonly ResponseAttack[] = [...bombs, ...endlessBodies, ...headers, ...lies, ...protocol]

import { expect, it } from 'vitest'
import { ProviderError } from '../errors.ts'
import { type ServerEvent, serverEvents } from '../sse.ts'
import { createAnswerFilter } from './answer-filter.ts'

/** A small seeded generator (mulberry32): a failing seed can be run again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function cut<Whole extends { readonly length: number; slice(from: number, to: number): Whole }>(
  whole: Whole,
  next: () => number,
): Whole[] {
  const parts: Whole[] = []
  for (let at = 0; at < whole.length; ) {
    const size = next() < 0.5 ? 1 + Math.floor(next() * 3) : 1 + Math.floor(next() * 60)
    parts.push(whole.slice(at, at + size))
    at += size
  }
  return parts
}

async function decode(chunks: readonly Uint8Array[]): Promise<ServerEvent[]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* chunks
  }
  return Array.fromAsync(serverEvents(bytes(), { vendor: 'x', maxEventBytes: 100_000 }))
}

const stream = [
  '\uFEFF: a comment\n\n',
  'data: {"a":"snow ☃, 雪, 👩‍👩‍👧"}\n\n',
  'event: result\r\nid: 7\r\ndata: one\r\ndata:two\r\ndata:\r\n\r\n',
  'data: carriage\rdata: return\r\r',
  'retry: 10\nunknown: field\nno colon\ndata\n\n',
  ':keep-alive\n\n: keep-alive\r\n\r\n',
  `data: ${'x'.repeat(5000)}\n\n`,
  'data: [DONE]\n\n',
  'data: never finished',
].join('')

it('decodes the same stream to the same events, however it is cut', async () => {
  const bytes = new TextEncoder().encode(stream)
  const expected = await decode([bytes])
  expect(expected).toEqual([
    { data: '{"a":"snow ☃, 雪, 👩‍👩‍👧"}' },
    { event: 'result', data: 'one\ntwo\n' },
    { data: 'carriage\nreturn' },
    { data: '' },
    { data: 'x'.repeat(5000) },
    { data: '[DONE]' },
  ])
  for (let seed = 1; seed <= 500; seed += 1) {
    expect(await decode(cut(bytes, random(seed))), `seed ${seed}`).toEqual(expected)
  }
})

it('survives bytes that are no stream: events or a ProviderError, nothing else', async () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const next = random(seed)
    const letters = ['data:', '\n', '\r', ':', '\0', ' ', 'id', 'event: ', '雪', 'x'.repeat(300)]
    const text = Array.from({ length: 200 }, () => letters[Math.floor(next() * letters.length)]).join('')
    const bytes = Uint8Array.from(new TextEncoder().encode(text), (byte) => (next() < 0.05 ? byte ^ 128 : byte))
    const events = await decode(cut(bytes, next)).catch((error: unknown) => error)
    expect(Array.isArray(events) || ProviderError.isInstance(events), `seed ${seed}`).toBe(true)
  }
})

function sort(parts: readonly string[]): { text: string; reasoning: string } {
  const filter = createAnswerFilter()
  const sorted = { text: '', reasoning: '' }
  for (const piece of [...parts.map((part) => filter.push(part)), filter.end()]) {
    sorted.text += piece.text
    sorted.reasoning += piece.reasoning
  }
  return sorted
}

it.each([
  ['plain', 'plain', ''],
  ['<think>a < b</think>\n\nyes', 'yes', 'a < b'],
  [' \n<think>a</think><think>b</think> yes', 'yes', 'ab'],
  ['<|begin_of_box|>4<|end_of_box|> and <|box', '4 and <|box', ''],
  ['<think>never closed', '', 'never closed'],
  ['<b>bold</b> <think>stays</think>', '<b>bold</b> <think>stays</think>', ''],
  ['<thinking>stays', '<thinking>stays', ''],
  ['<think></think>', '', ''],
  ['ends with <', 'ends with <', ''],
  ['  leading', '  leading', ''],
  ['', '', ''],
])('sorts %j the same, however it is cut', (whole, text, reasoning) => {
  expect(sort([whole])).toEqual({ text, reasoning })
  for (let seed = 1; seed <= 100; seed += 1) {
    expect(sort(cut(whole, random(seed))), `seed ${seed}`).toEqual({ text, reasoning })
  }
})

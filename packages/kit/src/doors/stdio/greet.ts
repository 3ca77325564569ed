import type { Readable, Writable } from 'node:stream'
import type { Answered } from './opening.ts'

/** Where the opening ended: what the protocol server has to be told again, and the bytes that it has to go on with. */
export interface Handover {
  readonly replay: readonly Buffer[]
  /** Ids of the replies to these that the client has already. */
  readonly answered: ReadonlySet<string | number>
  readonly rest: Buffer
}

/** A line longer than this is no opening, bytes. */
const longestLine = 64 * 1024

/**
 * Answers lines of `input` on `output` for as long as `answer` knows how, then pauses `input` and hands over; undefined
 * when `signal` aborts before that. An end of the input is the caller's to notice.
 */
export function greet(
  input: Readable,
  output: Writable,
  answer: (message: unknown) => Answered | undefined,
  signal: AbortSignal,
): Promise<Handover | undefined> {
  const { promise, resolve } = Promise.withResolvers<Handover | undefined>()
  const replay: Buffer[] = []
  const repliedTo = new Set<string | number>()
  let held: Buffer = Buffer.alloc(0)

  const end = (handover: Handover | undefined) => {
    input.off('data', take)
    input.pause()
    resolve(handover)
  }
  const handOver = () => end({ replay, answered: repliedTo, rest: held })
  const take = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    for (let end = held.indexOf(10); end >= 0; end = held.indexOf(10)) {
      const line = held.subarray(0, end + 1)
      const answered = answer(parse(line))
      if (answered === undefined) return handOver()
      const { reply, replay: isReplayed } = answered
      held = held.subarray(end + 1)
      if (isReplayed) replay.push(line)
      if (isReplayed && reply !== undefined) repliedTo.add(reply.id)
      if (reply !== undefined) output.write(`${JSON.stringify(reply)}\n`)
    }
    if (held.length > longestLine) handOver()
  }

  input.on('data', take)
  signal.addEventListener('abort', () => end(undefined), { once: true })
  return promise
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    return undefined
  }
}

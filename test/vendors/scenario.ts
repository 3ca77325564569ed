import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** What a stand-in does to its next answer; JSON, so that it can also be set from another process. */
export interface Scenario {
  /** Answers with this status and an error body instead. */
  readonly status?: number
  /** The code inside that error body; a number stays a number. */
  readonly code?: string | number
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds before the head of the answer. */
  readonly delayMs?: number
  /** Bytes of the body after which the answer stands still for ever. */
  readonly stallAfter?: number
  /** Bytes of the body after which the connection is destroyed. */
  readonly cutAfter?: number
  /** Bytes per write. */
  readonly split?: number
  readonly gzip?: boolean
  /** Sent as the body, whatever it is. */
  readonly body?: string
}

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
}

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

/** Server-sent events, each as it goes over the wire; strings are sent as they are. */
export function events(list: readonly unknown[]): Reply {
  const body = list.map((one) => (typeof one === 'string' ? `data: ${one}\n\n` : `data: ${JSON.stringify(one)}\n\n`))
  return { status: 200, type: 'text/event-stream; charset=utf-8', body: body.join('') }
}

/** Sends a reply as the scenario wants it. */
export async function play(reply: Reply, scenario: Scenario, response: ServerResponse): Promise<void> {
  const { stallAfter = Infinity, cutAfter = Infinity } = scenario
  if (scenario.delayMs !== undefined) await wait(scenario.delayMs)
  const text = Buffer.from(scenario.body ?? reply.body)
  const bytes = scenario.gzip === true ? gzipSync(text) : text
  response.writeHead(scenario.status ?? reply.status, {
    'content-type': reply.type,
    'x-request-id': 'standin-1',
    ...(scenario.gzip === true ? { 'content-encoding': 'gzip' } : {}),
    ...scenario.headers,
  })
  const end = Math.min(bytes.length, stallAfter, cutAfter)
  const step = scenario.split ?? bytes.length
  for (let at = 0; at < end; at += Math.max(1, step)) {
    response.write(bytes.subarray(at, Math.min(at + step, end)))
    // A turn of the loop between writes, so that they arrive as separate chunks.
    if (scenario.split !== undefined) await wait(0)
  }
  if (cutAfter < bytes.length) {
    await wait(20)
    response.destroy()
  } else if (stallAfter >= bytes.length) {
    response.end()
  }
}

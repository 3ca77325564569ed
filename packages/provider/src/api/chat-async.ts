import { z } from 'zod'
import type { ChatAnswer } from '../chat/collect.ts'
import { type ChatRequest, chatRequest } from '../chat/request.ts'
import type { Client } from '../client.ts'
import { sleep, startDeadline } from '../deadline.ts'
import { type Endpoint, shaped } from '../endpoint.ts'
import { ProviderError } from '../errors.ts'
import type { CallOptions } from '../http.ts'
import { readChat } from './chat.ts'

const task = z.lazy(() => z.object({ id: z.string().min(1) }))
const status = z.lazy(() => z.object({ task_status: z.enum(['PROCESSING', 'SUCCESS', 'FAIL']) }))

/** A task's state; `answer` once it has succeeded. */
export type AsyncResult =
  | { readonly status: 'PROCESSING' | 'FAIL' }
  | { readonly status: 'SUCCESS'; readonly answer: ChatAnswer }

/** POST `/async/chat/completions` (CONTRACTS 2): starts a chat whose answer is fetched later. */
export const chatSubmit: Endpoint<ChatRequest, { id: string }> = {
  name: 'async chat',
  method: 'POST',
  path: 'async/chat/completions',
  request: chatRequest,
  body: (request, vendor) => vendor.chatBody(request, false),
  read: shaped('async chat', task),
  repeatable: false,
}

/** GET `/async-result/{id}` (CONTRACTS 2). */
export const chatResult: Endpoint<{ id: string }, AsyncResult> = {
  name: 'async-result',
  method: 'GET',
  path: ({ id }) => `async-result/${encodeURIComponent(id)}`,
  request: z.lazy(() => z.strictObject({ id: z.string().min(1) })),
  async read(body, vendor) {
    const { task_status } = shaped('async-result', status)(body, vendor)
    return task_status === 'SUCCESS'
      ? { status: task_status, answer: await readChat(body, vendor) }
      : { status: task_status }
  },
}

export interface ChatAsyncOptions extends CallOptions {
  /** Milliseconds for the whole task (default 600,000). */
  readonly totalMs?: number
  /** Milliseconds before the first poll (default 1,000), growing by half each time up to ten times as much. */
  readonly pollMs?: number
  /** Called before every poll, for progress. */
  readonly onPoll?: (polls: number) => void
}

/** Submits a chat and polls until it succeeds or fails. Cancelling stops the polling; the vendor offers no recall. */
export async function chatAsync(
  client: Client,
  request: ChatRequest,
  { signal, limits, totalMs = 600_000, pollMs = 1000, onPoll }: ChatAsyncOptions = {},
): Promise<ChatAnswer> {
  const vendor = client.vendor.name
  using deadline = startDeadline(vendor, totalMs, signal)
  const options = { signal: deadline.signal, limits }
  try {
    const { id } = await client.call(chatSubmit, request, options)
    for (let polls = 1, wait = pollMs; ; polls += 1, wait = Math.min(wait * 1.5, 10 * pollMs)) {
      await sleep(wait, deadline.signal)
      onPoll?.(polls)
      const result = await client.call(chatResult, { id }, options)
      if (result.status === 'SUCCESS') return result.answer
      if (result.status === 'FAIL') {
        throw new ProviderError('server', vendor, `the task failed (id ${id})`, { code: 'FAIL' })
      }
    }
  } catch (error) {
    // A call inside reports this task's deadline as a cancellation; the deadline itself says more.
    throw deadline.signal.aborted ? deadline.signal.reason : error
  }
}

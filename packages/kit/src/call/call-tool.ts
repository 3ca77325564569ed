import { type ContentBlock, text } from '../content.ts'
import { ToolError, type ToolErrorCode } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { AnyTool, Caller } from '../tool.ts'
import { errorText, toToolError } from './failure.ts'
import { parseInput } from './parse-input.ts'
import { createProgressReporter, type ProgressUpdate, unheard } from './progress.ts'

export const defaultTimeoutMs = 120_000

/** Everything a call needs beside its tool and arguments; a door fills it in. */
export interface Call {
  readonly deps: unknown
  readonly log: Logger
  readonly caller: Caller
  /** Aborts when the client cancels or goes away. */
  readonly signal: AbortSignal
  /** Counts the call against what its caller may use; rejects with a ToolError when that is spent. */
  readonly admit?: () => Promise<void>
  /** Told how the call went. */
  readonly observe?: (outcome: CallOutcome) => void
  /** Sends one progress notification; absent when the client asked for none. */
  readonly sendProgress?: (update: ProgressUpdate) => void
}

/** How a call went; `code` is undefined when it succeeded. */
export interface CallOutcome {
  readonly tool: string
  readonly ms: number
  readonly code: ToolErrorCode | undefined
}

/** The wire form of a tool's result (MCP `CallToolResult`, the part we use). */
export interface CallResult {
  content: ContentBlock[]
  structuredContent?: Record<string, unknown>
  isError?: true
}

/**
 * The one place that parses, times, races the handler against its signal, catches and renders.
 * Never rejects: every failure is a result with `isError`, its text naming what failed and what to do.
 */
export async function callTool(tool: AnyTool, args: unknown, call: Call): Promise<CallResult> {
  const startedAt = performance.now()
  const log = call.log.with({ tool: tool.name })
  const finish = (error?: ToolError) => {
    const ms = Math.round(performance.now() - startedAt)
    call.observe?.({ tool: tool.name, ms, code: error?.code })
    if (error === undefined) log.info('tool-call', { ms, ok: true })
    else log[error.code === 'internal' ? 'error' : 'info']('tool-call', { ms, ok: false, code: error.code, error })
  }
  try {
    const result = await run(tool, args, { ...call, log })
    finish()
    return result
  } catch (thrown) {
    const error = toToolError(thrown)
    finish(error)
    return { content: [text(errorText(error))], isError: true }
  }
}

async function run(tool: AnyTool, args: unknown, call: Call): Promise<CallResult> {
  const input = parseInput(tool, args)
  const timeoutMs = typeof tool.timeoutMs === 'function' ? tool.timeoutMs(input) : (tool.timeoutMs ?? defaultTimeoutMs)
  let late: ToolError | undefined
  // One controller for both ends a call can meet: combining two signals costs as much as the rest of a plain call.
  const stop = new AbortController()
  const cancel = () => stop.abort(call.signal.reason)
  const timer = setTimeout(() => {
    late = timedOut(tool, timeoutMs)
    stop.abort(late)
  }, timeoutMs)
  call.signal.addEventListener('abort', cancel, { once: true })
  if (call.signal.aborted) cancel()
  const { signal } = stop
  using progress = call.sendProgress === undefined ? unheard : createProgressReporter(call.sendProgress)
  try {
    signal.throwIfAborted()
    await call.admit?.()
    const { deps, log, caller } = call
    const handled = tool.handler(input, { deps, log, caller, signal, progress: progress.report })
    const output = tool.output.parse(await untilAborted(handled, signal))
    const rendered = tool.render(output)
    const content = typeof rendered === 'string' ? [text(rendered)] : [...rendered]
    return tool.response === 'structured' ? { content, structuredContent: output } : { content }
  } catch (thrown) {
    // A handler that notices the abort throws something of its own; the reason of the abort is what happened.
    if (late !== undefined && signal.reason === late) throw late
    if (signal.aborted) throw new ToolError('cancelled', `${tool.name} was cancelled.`, { cause: thrown })
    throw thrown
  } finally {
    clearTimeout(timer)
    call.signal.removeEventListener('abort', cancel)
  }
}

function timedOut(tool: AnyTool, timeoutMs: number): ToolError {
  return new ToolError('timeout', `${tool.name} did not finish within ${Math.round(timeoutMs / 1000)} s.`, {
    hint: 'Ask for less in one call, or raise the timeout where the tool has one.',
  })
}

/** Settles with the handler or with the abort, whichever is first: a handler that ignores its signal is left behind. */
async function untilAborted<T>(handled: Promise<T>, signal: AbortSignal): Promise<T> {
  handled.catch(() => {})
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([handled, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

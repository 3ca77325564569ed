import { type Page, ReadError, type ReadErrorKind, type Reader, type ReadRequest } from './reader.ts'

/** Failures that another reader would share. */
const final: ReadonlySet<ReadErrorKind> = new Set(['invalid_url', 'not_allowed', 'not_found'])

/** Share of what time is left that a reader gets while others wait behind it. */
const share = 0.6

/**
 * Asks readers in order until one has the page; who failed before is told in its notices.
 * @throws ReadError of the first reader, with the reasons of the others, when none has it
 */
export async function readByFirst(
  readers: readonly Reader[],
  request: ReadRequest,
  signal: AbortSignal,
): Promise<Page> {
  const until = Date.now() + request.timeoutMs
  const failures: { readonly name: string; readonly error: ReadError }[] = []
  for (const [at, { name, read }] of readers.entries()) {
    const left = until - Date.now()
    if (left < 1000 && at > 0) break
    const timeoutMs = at === readers.length - 1 ? left : Math.round(left * share)
    try {
      const page = await read({ ...request, timeoutMs }, signal)
      return { ...page, notices: [...failures.map(told), ...page.notices] }
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ReadError)) throw error
      failures.push({ name, error })
      if (final.has(error.kind)) break
    }
  }
  throw noneRead(failures)
}

function told({ name, error }: { name: string; error: ReadError }): string {
  return `The engine ${name} did not read it: ${error.message}`
}

function noneRead(failures: readonly { readonly name: string; readonly error: ReadError }[]): ReadError {
  const [first, ...others] = failures
  if (first === undefined) {
    return new ReadError('unavailable', 'No engine can read this page.', {
      hint: 'The operator sets SENSORIUM_READER_ENGINES, and keys for the vendors named there.',
    })
  }
  // A page that is refused or missing says more than an engine that is down.
  const { error } = failures.find((one) => final.has(one.error.kind)) ?? first
  if (others.length === 0) return error
  const { kind, hint, retryAfterMs } = error
  const message = failures.map((one) => `${one.name}: ${one.error.message}`).join(' ')
  return new ReadError(kind, message, {
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

import { readBody } from './body.ts'
import type { Exchange } from './exchange.ts'
import { isRedirect } from './redirect.ts'
import { startTimer, timedOut } from './timer.ts'
import { type RawResponse, requestError } from './transport.ts'

/** How much of a redirect's body is read to keep its connection, in bytes and milliseconds; beyond, it is closed. */
const redirectBody = { bytes: 16 * 1024, ms: 500 } as const

async function discard({ body }: RawResponse, signal: AbortSignal): Promise<void> {
  const limits = { limit: redirectBody.bytes, signal: AbortSignal.any([signal, AbortSignal.timeout(redirectBody.ms)]) }
  await body.dump(limits).catch(() => {})
  signal.throwIfAborted()
}

/** The exchange at the bottom: one GET over the call's transport. */
export const requestOverNetwork: Exchange = async (url, headers, call) => {
  const { limits, signal, transport } = call
  const { connectMs, headersMs } = limits
  let response: RawResponse
  {
    // The connection has its own timer inside; this one ends what it leaves: the wait for the headers.
    const late = () => timedOut(`${url.host} sent no response`, headersMs, url)
    using timer = startTimer(signal, connectMs + headersMs, late)
    try {
      response = await transport.send(url, headers, timer.signal)
    } catch (cause) {
      timer.signal.throwIfAborted()
      throw requestError(cause, url)
    }
  }
  const { status, headers: received } = response
  const redirects = isRedirect(status, received)
  if (redirects) await discard(response, signal)
  const bytes = redirects ? new Uint8Array() : await readBody(response, url, call)
  return { status, headers: received, bytes, fromCache: false }
}

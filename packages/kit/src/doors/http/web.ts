import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The web-standard face of a Node request whose body was read already; `signal` aborts when the client goes away. */
export function toRequest(message: IncomingMessage, url: URL, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  // The key has done its work at the door: nothing behind it can log or forward what it does not have.
  headers.delete('authorization')
  headers.delete('cookie')
  const clean = new URL(url)
  clean.search = ''
  return new Request(clean, { method: message.method ?? 'GET', headers, signal })
}

/** Writes a web-standard response, streamed at the client's pace; ends early when the client does. */
export async function sendResponse(response: ServerResponse, answer: Response, signal: AbortSignal): Promise<void> {
  // Whether the connection goes on is between the client and this server, not the protocol's to say.
  const { connection: _ours, ...headers } = Object.fromEntries(answer.headers)
  response.writeHead(answer.status, headers)
  if (answer.body === null) {
    response.end()
    return
  }
  response.flushHeaders()
  try {
    for await (const chunk of answer.body) {
      if (signal.aborted) break
      if (!response.write(chunk)) await once(response, 'drain', { signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    response.end()
  }
}

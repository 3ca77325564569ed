import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from './gateway.ts'
import type { HttpLimits } from './limits.ts'

export interface Listening {
  /** Base URL, e.g. `http://127.0.0.1:7432`. */
  readonly url: string
  /** Lets calls in flight finish (at most `drainMs`), answers new ones 503, then closes everything. */
  readonly shutDown: () => Promise<void>
}

/** A port or address that cannot be bound; the message names the flag to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

/** Connections that may wait to be taken; with fewer a crowd that comes at once is kept waiting for seconds. */
const backlog = 4_096

/**
 * Puts a gateway on a socket.
 *
 * @throws ListenError when the address cannot be bound
 */
export async function listen(gateway: Gateway, host: string, port: number, limits: HttpLimits): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: Math.min(limits.headersMs / 3, 5_000),
      // Finds clients that went away without a word.
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
    },
    (request, response) => void gateway.handle(request, response),
  )
  // A silent connection may wait for its answer or listen to a stream; one that leaves its answer lying is let go.
  server.setTimeout(limits.unreadMs, (socket) => {
    if (socket.writableLength > 0) socket.destroy()
  })
  server.listen({ port, host, backlog })
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new ListenError(explain(error, host, port), { cause: error })
  }
  const { address, family, port: bound } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    shutDown: async () => {
      const deadline = sleep(limits.drainMs, undefined, { ref: false })
      await Promise.race([gateway.drain(), deadline])
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await gateway[Symbol.asyncDispose]()
      server.closeIdleConnections()
      await Promise.race([closed, sleep(1_000, undefined, { ref: false })])
      server.closeAllConnections()
      await closed
    },
  }
}

function explain(error: unknown, host: string, port: number): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return `Port ${port} is in use; choose another with --port (0 picks a free one).`
  if (code === 'EACCES') return `Port ${port} needs privileges; choose one above 1023 with --port.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is no address of this machine; see --host.`
  return `Cannot listen on ${host}:${port} (${code ?? 'unknown error'}); see --host and --port.`
}

import { once } from 'node:events'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import type { Logger } from '../log.ts'
import type { Identity, Service } from '../server/service.ts'

/** On stdio the caller is the user who started the process. */
const localUser: Identity = { principal: 'local', local: true }

/**
 * Serves one client on stdin and stdout, 2026-07-28 and 2025 revisions alike, until stdin ends or `signal` aborts.
 * stdout carries protocol only.
 */
export async function serveOnStdio({ createServer }: Service, log: Logger, signal: AbortSignal): Promise<void> {
  const connection = serveStdio(() => createServer(localUser), {
    onerror: (error) => log.debug('protocol-error', { error }),
  })
  const ended = Promise.race([once(process.stdin, 'end'), once(process.stdin, 'close'), once(process.stdout, 'error')])
  await Promise.race([ended, once(signal, 'abort')])
  await connection.close()
}

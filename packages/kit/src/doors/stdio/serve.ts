import { once } from 'node:events'
import type { Logger } from '../../log.ts'
import type { Identity, Service } from '../../server/service.ts'
import { greet } from './greet.ts'
import { createOpening } from './opening.ts'

/** On stdio the caller is the user who started the process. */
const localUser: Identity = { principal: 'local', local: true }

/**
 * Serves one client on stdin and stdout, 2026-07-28 and 2025 revisions alike, until stdin ends or `signal` aborts.
 * stdout carries protocol only. The SDK loads with the first message that is more than an opening.
 */
export async function serveOnStdio(service: Service, log: Logger, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { stdin, stdout } = process
  const over = new AbortController()
  const ended = Promise.race([
    once(stdin, 'end'),
    once(stdin, 'close'),
    once(stdout, 'error'),
    once(signal, 'abort'),
  ]).finally(() => over.abort())
  const handover = await greet(stdin, stdout, createOpening(service, localUser), over.signal)
  if (handover === undefined) return void (await ended)
  const { continueWithSdk } = await import('./continue.ts')
  const connection = continueWithSdk(
    handover,
    { input: stdin, output: stdout },
    () => service.createServer(localUser),
    log,
  )
  await ended
  await connection.close()
}

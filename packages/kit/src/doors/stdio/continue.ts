import { PassThrough, type Readable, type Writable } from 'node:stream'
import type { Server } from '@modelcontextprotocol/server'
import { type StdioServerHandle, StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import type { Logger } from '../../log.ts'
import type { Handover } from './greet.ts'

/** The two streams of a client. */
export interface Wire {
  readonly input: Readable
  readonly output: Writable
}

/** Lets the SDK take over where the opening ended. */
export function continueWithSdk(
  { replay, answered, rest }: Handover,
  { input, output }: Wire,
  createServer: () => Promise<Server>,
  log: Logger,
): StdioServerHandle {
  const whole = new PassThrough()
  const transport = new StdioServerTransport(whole, output)
  const repeated = new Set<unknown>(answered)
  const goOn = () => {
    whole.write(rest)
    input.pipe(whole)
  }
  const send = transport.send.bind(transport)
  transport.send = async (message) => {
    // The client has these replies already; nothing else is read before they are all repeated.
    if (repeated.size === 0) return await send(message)
    if ('id' in message) repeated.delete(message.id)
    if (repeated.size === 0) goOn()
  }
  const connection = serveStdio(createServer, {
    transport,
    onerror: (error) => log.debug('protocol-error', { error }),
  })
  for (const line of replay) whole.write(line)
  if (repeated.size === 0) goOn()
  return connection
}

import { Client, type ClientOptions, InMemoryTransport } from '@modelcontextprotocol/client'
import type { z } from 'zod'
import { readConfig } from './config/read-config.ts'
import { createLogger } from './log.ts'
import { createActiveCalls } from './server/active-calls.ts'
import { createService, type Identity } from './server/service.ts'
import { createToolTable } from './server/tool-table.ts'
import type { Toolset } from './tool.ts'

/** What a test may set beside the toolset. */
export interface ConnectOptions {
  /** As environment variables, so that a test configures as a user does. */
  readonly env?: Readonly<Record<string, string>>
  readonly identity?: Identity
  readonly client?: { readonly name: string; readonly version: string }
  readonly clientOptions?: ClientOptions
  /** Receives every log line; nothing is printed otherwise. */
  readonly onLog?: (line: string) => void
}

/** An in-memory client of a toolset; disposing closes both ends and the toolset's dependencies. */
export interface ConnectedClient extends AsyncDisposable {
  readonly client: Client
}

/**
 * Connects a real MCP client to a toolset in memory: the whole path of a call but for the wire.
 *
 * @throws Error when `env` is no valid configuration; the message lists every fault
 */
export async function connect<Config extends z.ZodObject, Deps>(
  toolset: Toolset<Config, Deps>,
  options: ConnectOptions = {},
): Promise<ConnectedClient> {
  const config = readConfig(toolset.config, { flags: new Map(), env: options.env ?? {} })
  if (!config.ok) throw new Error(config.faults.join('\n'))
  const scope = new AsyncDisposableStack()
  const deps = await toolset.open(config.value, scope)
  const log = createLogger('debug', options.onLog ?? (() => {}))
  const table = createToolTable([{ toolset, deps }])
  const service = createService({ face: toolset, table, log, calls: createActiveCalls() })
  const server = await service.createServer(options.identity ?? { principal: 'local', local: true })
  const client = new Client(options.client ?? { name: 'test', version: '0' }, options.clientOptions)
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair()
  await Promise.all([server.connect(serverSide), client.connect(clientSide)])
  scope.defer(() => server.close())
  scope.defer(() => client.close())
  return { client, [Symbol.asyncDispose]: () => scope.disposeAsync() }
}

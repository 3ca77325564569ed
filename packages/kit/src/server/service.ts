import {
  CLIENT_INFO_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Grant } from '../auth/grant.ts'
import { type CallOutcome, type CallResult, callTool } from '../call/call-tool.ts'
import type { ProgressUpdate } from '../call/progress.ts'
import type { Governor } from '../govern/governor.ts'
import type { Logger } from '../log.ts'
import type { Caller } from '../tool.ts'
import type { ActiveCalls } from './active-calls.ts'
import { resultBudget } from './result-budget.ts'
import type { ToolTable } from './tool-table.ts'

/** How a server presents itself. */
export interface ServerFace {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly instructions: string
}

/** Who stands behind a connection or request, as its door established; `local` only on stdio. */
export interface Identity extends Pick<Caller, 'principal' | 'local' | 'vendorKey'> {
  /** What a named key may do; absent where nothing is limited. */
  readonly grant?: Grant
}

/** A `tools/call`, from whichever door. */
export interface ServiceCall {
  readonly name: string
  readonly args: unknown
  readonly identity: Identity
  /** `clientInfo.name` or a User-Agent; decides how long a result may be. */
  readonly clientName: string | null | undefined
  readonly signal: AbortSignal
  readonly sendProgress?: ((update: ProgressUpdate) => void) | undefined
}

/** One set of tools, ready to be served by any door. */
export interface Service {
  readonly face: ServerFace
  /** A protocol server for one request (2026-07-28, stateless 2025) or one connection (stdio, sessions, SSE). */
  readonly createServer: (identity: Identity) => Server
  readonly hasTool: (name: string, identity: Identity) => boolean
  /** Runs a tool that exists. @throws ProtocolError when it does not */
  readonly call: (call: ServiceCall) => Promise<CallResult>
}

/** What a service is made of. */
export interface ServiceParts {
  readonly face: ServerFace
  readonly table: ToolTable
  readonly log: Logger
  readonly calls: ActiveCalls
  /** Absent where nobody is limited: on stdio. */
  readonly governor?: Pick<Governor, 'admit'>
  readonly observe?: (call: FinishedCall) => void
}

/** A call that has ended: whose, of what, and how it went, without what was asked or answered. */
export interface FinishedCall extends CallOutcome {
  readonly server: string
  readonly principal: string
}

/** List results may be kept by clients for this long (2026-07-28 `ttlMs`): tools change only with the process. */
const listTtlMs = 3_600_000

/**
 * Makes the service of a tool table. Everything costly — schemas, the list — lives in `table`, outside the servers.
 * The low-level `Server` is used because the tools are ours to validate: the high-level one would parse every input a
 * second time in its own words.
 */
export function createService({ face, table, log, calls, governor, observe }: ServiceParts): Service {
  const { name, title, version, instructions } = face

  const call = async ({ name, args, identity, clientName, signal, sendProgress }: ServiceCall): Promise<CallResult> => {
    const entry = table.find(name)
    if (entry === undefined) throw unknownTool(name, table)
    const { principal, local, vendorKey } = identity
    using _active = calls.enter()
    return await callTool(entry.tool, args, {
      deps: entry.deps,
      log: log.with({ principal }),
      caller: {
        principal,
        local,
        resultChars: resultBudget(clientName),
        ...(vendorKey === undefined ? {} : { vendorKey }),
      },
      ...(observe === undefined
        ? {}
        : { observe: (outcome) => observe({ ...outcome, server: entry.server, principal }) }),
      ...(governor === undefined ? {} : { admit: () => governor.admit(identity, entry.server, entry.tool.name) }),
      signal,
      ...(sendProgress === undefined ? {} : { sendProgress }),
    })
  }

  const createServer = (identity: Identity): Server => {
    const server = new Server(
      { name, title, version },
      {
        capabilities: { tools: {} },
        instructions,
        cacheHints: { 'tools/list': { ttlMs: listTtlMs, cacheScope: 'private' } },
      },
    )
    server.onerror = (error) => log.debug('protocol-error', { error })
    server.setRequestHandler('tools/list', () => ({ tools: table.list() }))
    server.setRequestHandler('tools/call', async ({ params }, context) => {
      const result = await call({
        name: params.name,
        args: params.arguments,
        identity,
        clientName: clientName(context, server),
        signal: context.mcpReq.signal,
        sendProgress: progressOf(context),
      })
      return { ...result }
    })
    return server
  }

  return { face, createServer, hasTool: (tool) => table.find(tool) !== undefined, call }
}

function unknownTool(name: string, table: ToolTable): ProtocolError {
  const shown = name.slice(0, 80)
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${shown}. Tools: ${table.names.join(', ')}.`)
}

function progressOf(context: ServerContext): ServiceCall['sendProgress'] {
  const progressToken = context.mcpReq._meta?.progressToken
  if (progressToken === undefined) return undefined
  return (update) => {
    // A client that is gone cannot be told; the call's own signal ends the work.
    context.mcpReq.notify({ method: 'notifications/progress', params: { ...update, progressToken } }).catch(() => {})
  }
}

/** 2026-07-28 names the client in each request, 2025 at `initialize`; a stateless 2025 call leaves only its User-Agent. */
function clientName(context: ServerContext, server: Server): string | null | undefined {
  const envelope: Readonly<Record<string, unknown>> = context.mcpReq.envelope ?? {}
  const info = clientInfo.safeParse(envelope[CLIENT_INFO_META_KEY]).data ?? server.getClientVersion()
  return info?.name ?? context.http?.req?.headers.get('user-agent')
}

const clientInfo = z.object({ name: z.string() })

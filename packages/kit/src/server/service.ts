import type { Server } from '@modelcontextprotocol/server'
import type { Grant } from '../auth/grant.ts'
import { type CallOutcome, type CallResult, callTool } from '../call/call-tool.ts'
import type { ProgressUpdate } from '../call/progress.ts'
import type { Governor } from '../govern/governor.ts'
import type { Logger } from '../log.ts'
import type { Caller } from '../tool.ts'
import type { ActiveCalls } from './active-calls.ts'
import { resultBudget } from './result-budget.ts'
import type { ListedTool, ToolTable } from './tool-table.ts'

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
  readonly createServer: (identity: Identity) => Promise<Server>
  readonly listTools: (identity: Identity) => ListedTool[]
  readonly hasTool: (name: string, identity: Identity) => boolean
  /** Runs a tool that exists; `hasTool` tells. */
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

/**
 * Makes the service of a tool table. Everything costly — schemas, the list — lives in `table`, outside the servers; the
 * protocol itself loads with the first of them, since it costs more than the rest of a start (test/bench/startup).
 */
export function createService({ face, table, log, calls, governor, observe }: ServiceParts): Service {
  const call = async ({ name, args, identity, clientName, signal, sendProgress }: ServiceCall): Promise<CallResult> => {
    const entry = table.find(name)
    if (entry === undefined) throw new Error(`no tool is called ${name}`)
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

  const service: Service = {
    face,
    createServer: async (identity) => {
      const { createProtocolServer } = await import('./protocol-server.ts')
      return createProtocolServer(service, identity, log)
    },
    listTools: () => table.list(),
    hasTool: (tool) => table.find(tool) !== undefined,
    call,
  }
  return service
}

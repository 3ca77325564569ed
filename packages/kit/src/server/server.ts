import {
  CLIENT_INFO_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { callTool } from '../call/call-tool.ts'
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
export type Identity = Pick<Caller, 'principal' | 'local' | 'vendorKey'>

/** List results may be kept by clients for this long (2026-07-28 `ttlMs`): tools change only with the process. */
const listTtlMs = 3_600_000

/**
 * What every door builds its servers with: one `Server` a request (2026-07-28, stateless 2025) or a connection (stdio,
 * sessions, SSE). Everything costly — schemas, the list — lives in `table`, outside it. The low-level `Server` is used
 * because the tools are ours to validate: the high-level one would parse every input a second time in its own words.
 */
export function createServerFactory(
  face: ServerFace,
  table: ToolTable,
  log: Logger,
  calls: ActiveCalls,
): (identity: Identity) => Server {
  const { name, title, version, instructions } = face
  return (identity) => {
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
    server.setRequestHandler('tools/call', async (request, context) => {
      const entry = table.find(request.params.name)
      if (entry === undefined) throw unknownTool(request.params.name, table)
      using _active = calls.enter()
      const caller: Caller = { ...identity, resultChars: resultBudget(clientName(context, server)) }
      const token = context.mcpReq._meta?.progressToken
      const result = await callTool(entry.tool, request.params.arguments, {
        deps: entry.deps,
        log: log.with({ principal: identity.principal }),
        caller,
        signal: context.mcpReq.signal,
        ...(token === undefined
          ? {}
          : {
              sendProgress: (update) => {
                const params = { ...update, progressToken: token }
                // A client that is gone cannot be told; the call's own signal ends the work.
                context.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {})
              },
            }),
      })
      return { ...result }
    })
    return server
  }
}

function unknownTool(name: string, table: ToolTable): ProtocolError {
  const shown = name.slice(0, 80)
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${shown}. Tools: ${table.names.join(', ')}.`)
}

/** 2026-07-28 names the client in each request, 2025 at `initialize`; a stateless 2025 call leaves only its User-Agent. */
function clientName(context: ServerContext, server: Server): string | null | undefined {
  const envelope: Readonly<Record<string, unknown>> = context.mcpReq.envelope ?? {}
  const info = clientInfo.safeParse(envelope[CLIENT_INFO_META_KEY]).data ?? server.getClientVersion()
  return info?.name ?? context.http?.req?.headers.get('user-agent')
}

const clientInfo = z.object({ name: z.string() })

import {
  CLIENT_INFO_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Logger } from '../log.ts'
import type { Identity, Service, ServiceCall } from './service.ts'
import { listTtlMs } from './tool-table.ts'

/**
 * A protocol server of the SDK that serves `service` to one caller. The low-level `Server` is used because the tools
 * are ours to validate: the high-level one would parse every input a second time in its own words.
 */
export function createProtocolServer(service: Service, identity: Identity, log: Logger): Server {
  const { name, title, version, instructions } = service.face
  const server = new Server(
    { name, title, version },
    {
      capabilities: { tools: {} },
      instructions,
      cacheHints: { 'tools/list': { ttlMs: listTtlMs, cacheScope: 'private' } },
    },
  )
  server.onerror = (error) => log.debug('protocol-error', { error })
  server.setRequestHandler('tools/list', () => ({ tools: service.listTools(identity) }))
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    if (!service.hasTool(params.name, identity)) throw unknownTool(params.name, service, identity)
    const result = await service.call({
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

function unknownTool(name: string, service: Service, identity: Identity): ProtocolError {
  const names = service.listTools(identity).map((tool) => tool.name)
  const message = `Unknown tool: ${name.slice(0, 80)}. Tools: ${names.join(', ')}.`
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message)
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

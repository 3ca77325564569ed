import type { IncomingHttpHeaders } from 'node:http'
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server'
import { z } from 'zod'

/** A `tools/call` of which nothing needs interpreting beyond its parameters. */
export interface PlainCall {
  readonly id: string | number
  readonly name: string
  readonly args: unknown
  readonly progressToken: string | number | undefined
  /** True for 2026-07-28, whose results carry more than those of 2025. */
  readonly modern: boolean
  readonly clientName: string | undefined
}

const modernVersion = '2026-07-28'
const legacyVersions = new Set([undefined, '2025-03-26', '2025-06-18', '2025-11-25'])
const reserved = 'io.modelcontextprotocol/'

const message = z.strictObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.int()]),
  method: z.literal('tools/call'),
  params: z.strictObject({
    name: z.string(),
    arguments: z.record(z.string(), z.unknown()).optional(),
    _meta: z.looseObject({ progressToken: z.union([z.string(), z.int()]).optional() }).optional(),
  }),
})
const clientInfo = z.looseObject({ name: z.string(), version: z.string() })

/**
 * Recognises the request that a gateway spends its life on. Anything out of the ordinary — other methods, odd headers,
 * unknown members, other revisions — is undefined here and left to the SDK, which owns every refusal of the protocol.
 */
export function plainCall(headers: IncomingHttpHeaders, body: unknown): PlainCall | undefined {
  const parsed = message.safeParse(body)
  const accept = headers.accept ?? ''
  if (!parsed.success || !accept.includes('application/json') || !accept.includes('text/event-stream')) return undefined
  const { id, params } = parsed.data
  const meta = params._meta ?? {}
  const call = { id, name: params.name, args: params.arguments, progressToken: meta.progressToken }
  const version = headers['mcp-protocol-version']
  const reservedKeys = Object.keys(meta).filter((key) => key.startsWith(reserved))
  if (reservedKeys.length === 0) {
    const isLegacy = legacyVersions.has(typeof version === 'string' ? version : undefined)
    return isLegacy ? { ...call, modern: false, clientName: headers['user-agent'] } : undefined
  }
  const client = clientInfo.safeParse(meta[CLIENT_INFO_META_KEY])
  const capabilities = meta[CLIENT_CAPABILITIES_META_KEY]
  const isModern =
    reservedKeys.length === 3 &&
    version === modernVersion &&
    meta[PROTOCOL_VERSION_META_KEY] === modernVersion &&
    headers['mcp-method'] === 'tools/call' &&
    headers['mcp-name'] === params.name &&
    typeof capabilities === 'object' &&
    capabilities !== null
  return isModern && client.success ? { ...call, modern: true, clientName: client.data.name } : undefined
}

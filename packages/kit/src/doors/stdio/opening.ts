import { z } from 'zod'
import type { Identity, Service } from '../../server/service.ts'
import { listTtlMs } from '../../server/tool-table.ts'
import { clientInfo, envelope, legacyCapabilities, legacyVersions, modernVersion } from './opening-schemas.ts'

/** What became of a message: the reply, none for a notification. */
export interface Answered {
  readonly reply?: { readonly jsonrpc: '2.0'; readonly id: string | number; readonly result: object }
  /** The protocol server, when it is needed, has to see this message too: it changed the state of the connection. */
  readonly replay: boolean
}

/** Each of these schemas is used once or twice: a compiled parser would cost more than it saves. */
const once = { jitless: true }
const id = z.union([z.string(), z.int()])
const jsonrpc = z.literal('2.0')
const plainMeta = z.strictObject({ progressToken: id.optional() })
const plainParams = z.strictObject({ _meta: plainMeta.optional() }).optional()
const modernParams = z.strictObject({ _meta: envelope })

const legacyMessage = z.discriminatedUnion('method', [
  z.strictObject({ jsonrpc, id, method: z.literal('ping'), params: plainParams }),
  z.strictObject({ jsonrpc, id, method: z.literal('tools/list'), params: plainParams }),
  z.strictObject({ jsonrpc, method: z.literal('notifications/initialized'), params: plainParams }),
])
const initialize = z.strictObject({
  jsonrpc,
  id,
  method: z.literal('initialize'),
  params: z.strictObject({
    protocolVersion: z.string(),
    capabilities: legacyCapabilities,
    clientInfo,
    _meta: plainMeta.optional(),
  }),
})
const modernMessage = z.discriminatedUnion('method', [
  z.strictObject({ jsonrpc, id, method: z.literal('server/discover'), params: modernParams }),
  z.strictObject({ jsonrpc, id, method: z.literal('tools/list'), params: modernParams }),
])

/**
 * Answers what every client says first — `initialize` or `server/discover`, `tools/list` — as the SDK would
 * (opening.test.ts holds the two together), since the SDK takes longer to load than all the rest, and most servers
 * that a client starts are never called. Whatever is not exactly that is undefined: the SDK judges it.
 */
export function createOpening(service: Service, identity: Identity): (message: unknown) => Answered | undefined {
  const { name, title, version, instructions } = service.face
  const serverInfo = { name, title, version }
  const capabilities = { tools: {} }
  let era: 'none' | 'legacy' | 'modern' = 'none'

  const legacy = (message: unknown): Answered | undefined => {
    const { data } = legacyMessage.safeParse(message, once)
    if (data === undefined) return undefined
    if (data.method === 'notifications/initialized') return { replay: true }
    const result = data.method === 'ping' ? {} : { tools: service.listTools(identity) }
    return { reply: { jsonrpc: '2.0', id: data.id, result }, replay: false }
  }

  const modern = (message: unknown): Answered | undefined => {
    const { data } = modernMessage.safeParse(message, once)
    if (data === undefined) return undefined
    era = 'modern'
    const complete = {
      resultType: 'complete',
      cacheScope: 'private',
      _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo },
    }
    const result =
      data.method === 'server/discover'
        ? { supportedVersions: [modernVersion], capabilities, instructions, ttlMs: 0, ...complete }
        : { tools: service.listTools(identity), ttlMs: listTtlMs, ...complete }
    // A discovery binds nothing; the first request after it binds the connection to its revision.
    return { reply: { jsonrpc: '2.0', id: data.id, result }, replay: data.method !== 'server/discover' }
  }

  return (message) => {
    if (era === 'legacy') return legacy(message)
    const opened = era === 'none' ? initialize.safeParse(message, once).data : undefined
    if (opened === undefined) return modern(message)
    era = 'legacy'
    const asked = opened.params.protocolVersion
    const protocolVersion = legacyVersions.includes(asked) ? asked : legacyVersions[0]
    const result = { protocolVersion, capabilities, serverInfo, instructions }
    return { reply: { jsonrpc: '2.0', id: opened.id, result }, replay: true }
  }
}

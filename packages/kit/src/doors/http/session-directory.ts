import { z } from 'zod'
import type { Logger } from '../../log.ts'
import type { Store } from '../../store/store.ts'

const name = z.string().transform((text) => text.slice(0, 100))
/** What of an `initialize` this server goes by; the rest may be as long as a client likes. */
const opening = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).transform(() => 0),
  method: z.literal('initialize'),
  params: z.object({
    protocolVersion: name,
    capabilities: z.unknown().transform(() => ({})),
    clientInfo: z.object({ name, version: name }),
  }),
})

/** All that a session is: whose it is, and how it was opened. */
const record = z.object({ principal: z.string(), initialize: opening })
export interface SessionRecord {
  readonly principal: string
  /** An `initialize` message. */
  readonly initialize: unknown
}

/** Tells gateways that share a store which sessions are open, whichever of them opened it. */
export interface SessionDirectory {
  readonly note: (id: string, session: SessionRecord) => Promise<void>
  /** Keeps the session for another idle time; `lost` while the store cannot be reached. */
  readonly find: (id: string) => Promise<SessionRecord | undefined | 'lost'>
  readonly remove: (id: string) => Promise<void>
}

export function createSessionDirectory(store: Store, base: string, idleMs: number, log: Logger): SessionDirectory {
  const keyOf = (id: string) => `session:${base}:${id}`
  // What cannot be noted now stays a session of this gateway alone.
  const lost = (error: unknown) => {
    log.debug('store-lost', { error })
    return 'lost' as const
  }
  return {
    note: async (id, session) => {
      const known = record.safeParse(session)
      if (known.success) await store.keep(keyOf(id), JSON.stringify(known.data), idleMs).catch(lost)
    },
    find: async (id) => {
      try {
        const text = await store.recall(keyOf(id), idleMs)
        return text === undefined ? undefined : record.parse(JSON.parse(text))
      } catch (error) {
        return lost(error)
      }
    },
    remove: async (id) => void (await store.forget(keyOf(id)).catch(lost)),
  }
}

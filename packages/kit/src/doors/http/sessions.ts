/** Something open on behalf of one principal, over several requests. */
export interface Session {
  readonly principal: string
  /** True while a request or stream of it is open: such a session is not idle. */
  readonly isBusy: () => boolean
  readonly close: () => Promise<void>
}

interface Entry<S> {
  readonly session: S
  lastUsed: number
}

/**
 * The open sessions of a door: bounded, expiring when idle, and each visible to its own principal only —
 * session ids do not authenticate (DESIGN section 3).
 */
export interface SessionTable<S extends Session> extends AsyncDisposable {
  /** Undefined when the id is unknown or another's: both are a 404. */
  readonly find: (id: string, principal: string) => S | undefined
  /** The session by its id alone, for message addresses that are capabilities. */
  readonly findByCapability: (id: string) => S | undefined
  /** False when a bound is reached: answer 503 with Retry-After. */
  readonly hasRoom: (principal: string) => boolean
  readonly add: (id: string, session: S) => void
  readonly remove: (id: string) => void
  /** Ids of the sessions that are not idle though nobody asks for them. */
  readonly busy: () => string[]
  readonly size: number
}

export interface SessionBounds {
  readonly perPrincipal: number
  readonly total: number
  /** Milliseconds without use after which a session is closed; undefined when its connection's end closes it. */
  readonly idleMs: number | undefined
}

export function createSessionTable<S extends Session>(bounds: SessionBounds): SessionTable<S> {
  const entries = new Map<string, Entry<S>>()
  const counts = new Map<string, number>()

  const remove = (id: string) => {
    const entry = entries.get(id)
    if (entry === undefined) return
    entries.delete(id)
    const { principal } = entry.session
    const left = (counts.get(principal) ?? 1) - 1
    if (left === 0) counts.delete(principal)
    else counts.set(principal, left)
  }
  const closeAll = async (ids: readonly string[]) => {
    const sessions = ids.flatMap((id) => entries.get(id)?.session ?? [])
    for (const id of ids) remove(id)
    await Promise.allSettled(sessions.map((session) => session.close()))
  }
  const sweep = () => {
    if (bounds.idleMs === undefined) return
    const oldest = Date.now() - bounds.idleMs
    const idle = [...entries].filter(([, { session, lastUsed }]) => lastUsed < oldest && !session.isBusy())
    void closeAll(idle.map(([id]) => id))
  }
  const sweeper = bounds.idleMs === undefined ? undefined : setInterval(sweep, Math.min(bounds.idleMs / 2, 60_000))
  sweeper?.unref()

  const touch = (id: string): S | undefined => {
    const entry = entries.get(id)
    if (entry !== undefined) entry.lastUsed = Date.now()
    return entry?.session
  }
  return {
    find: (id, principal) => (entries.get(id)?.session.principal === principal ? touch(id) : undefined),
    findByCapability: touch,
    hasRoom: (principal) => entries.size < bounds.total && (counts.get(principal) ?? 0) < bounds.perPrincipal,
    add: (id, session) => {
      entries.set(id, { session, lastUsed: Date.now() })
      counts.set(session.principal, (counts.get(session.principal) ?? 0) + 1)
    },
    remove,
    busy: () => [...entries].flatMap(([id, { session }]) => (session.isBusy() ? [id] : [])),
    get size() {
      return entries.size
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(sweeper)
      await closeAll([...entries.keys()])
    },
  }
}

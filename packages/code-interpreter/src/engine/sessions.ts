import { randomBytes } from 'node:crypto'
import { type EngineStatus, ToolError } from '@sensorium/kit'
import type { Backend, Cell, Interpreter } from './backend.ts'
import { type Outcome, vanished } from './outcome.ts'
import { createPool } from './pool.ts'
import { createQueue, type Queue } from './queue.ts'

export interface SessionLimits {
  readonly perOwner: number
  readonly total: number
  readonly idleMs: number
  readonly warm: number
}

export interface Request {
  readonly owner: string
  /** Whether the caller is the user of this machine. */
  readonly local: boolean
  /** Session to go on with; without it a new one is opened. */
  readonly session: string | undefined
  readonly cell: Cell
}

export interface Ran {
  readonly session: string
  /** True for the first cell of this session. */
  readonly opened: boolean
  /** True when an earlier loss was only now made good: nothing of before exists. */
  readonly restarted: boolean
  readonly outcome: Outcome
  readonly backend: Backend
}

export interface Sessions {
  readonly run: (request: Request, signal: AbortSignal) => Promise<Ran>
  /** The backend in use, or why there is none yet, and the sessions open in it. */
  readonly status: () => EngineStatus
  readonly close: () => Promise<void>
}

interface Session {
  readonly id: string
  readonly owner: string
  readonly folder: boolean
  readonly queue: Queue
  interpreter: Interpreter | undefined
  used: boolean
  idle: NodeJS.Timeout | undefined
}

/** Closed sessions remembered so that their callers learn what became of them. */
const REMEMBERED = 500
/** Cells that may wait for their turn in one session. */
const WAITING = 8

/** Sessions over the interpreters of a backend: owned, limited, reaped when idle. */
export function createSessions(choose: () => Promise<Backend>, limits: SessionLimits): Sessions {
  const open = new Map<string, Session>()
  const closed = new Map<string, string>()
  let chosen:
    | Promise<{ backend: Backend; take: (folder: boolean) => Promise<Interpreter>; close: () => Promise<void> }>
    | undefined
  let ending = false
  let state: Omit<EngineStatus, 'open'> = { name: 'sandbox', state: 'untried' }

  /** The backend is chosen on first use; a failed choice is made anew by the next call. */
  const backend = () => {
    chosen ??= choose().then((found) => {
      state = { name: found.name, state: 'ready' }
      return { backend: found, ...createPool(found, limits.warm) }
    })
    chosen.catch(() => {
      state = { name: 'sandbox', state: 'off', reason: 'none works on this machine: sensorium doctor' }
      chosen = undefined
    })
    return chosen
  }

  const drop = async (session: Session, why: string): Promise<void> => {
    open.delete(session.id)
    clearTimeout(session.idle)
    closed.set(session.id, why)
    for (const [id] of closed) if (closed.size > REMEMBERED) closed.delete(id)
    await session.interpreter?.close()
  }

  const find = (id: string, owner: string): Session => {
    const session = open.get(id)
    if (session?.owner === owner) return session
    const why = session ? undefined : closed.get(id)
    throw new ToolError(
      'not_found',
      `Session ${id} is not open${why ? `: ${why}` : ''}. Its variables and files are gone.`,
      {
        hint: 'Call again without session_id for a new session, with everything that the code needs.',
      },
    )
  }

  /** Makes room by closing the owner's longest unused session; another owner's is never touched. */
  const create = (owner: string, folder: boolean): Session => {
    const mine = [...open.values()].filter((session) => session.owner === owner)
    if (mine.length >= limits.perOwner || open.size >= limits.total) {
      const oldest = mine.find((session) => session.queue.size() === 0)
      if (!oldest) {
        throw new ToolError('rate_limited', 'Every session allowed at one time is busy.', {
          hint: 'Wait for a running call to end, or go on in one of its sessions.',
          retryAfterMs: 5_000,
        })
      }
      void drop(oldest, 'it was closed to make room for a newer one')
    }
    const id = randomBytes(9).toString('base64url')
    const session: Session = {
      id,
      owner,
      folder,
      queue: createQueue(WAITING),
      interpreter: undefined,
      used: false,
      idle: undefined,
    }
    open.set(id, session)
    return session
  }

  /** Sessions stand in the order of their last use. */
  const touch = (session: Session) => {
    clearTimeout(session.idle)
    if (open.delete(session.id)) open.set(session.id, session)
  }

  const rest = (session: Session) => {
    touch(session)
    const minutes = Math.round(limits.idleMs / 60_000)
    session.idle = setTimeout(() => {
      if (session.queue.size() === 0) void drop(session, `it was closed after ${minutes} idle minutes`)
    }, limits.idleMs).unref()
  }

  const run = async ({ owner, local, session: id, cell }: Request, signal: AbortSignal): Promise<Ran> => {
    const { backend: used, take } = await backend()
    if (!used.contained && !local) {
      throw new ToolError('blocked', 'Code is only run without a sandbox for the user of this machine, not over HTTP.')
    }
    if (ending) throw new ToolError('unavailable', 'The server is stopping.')
    const session = id === undefined ? create(owner, local) : find(id, owner)
    touch(session)
    return session.queue.turn(signal, async () => {
      try {
        const opened = !session.used
        const restarted = session.used && !session.interpreter?.alive()
        if (!session.interpreter?.alive()) session.interpreter = await take(session.folder)
        session.used = true
        const outcome = open.has(session.id)
          ? await session.interpreter.run(cell, signal)
          : vanished('cancelled', 'the session was closed', 0)
        return { session: session.id, opened, restarted, outcome, backend: used }
      } finally {
        if (open.has(session.id)) rest(session)
        else await session.interpreter?.close()
      }
    })
  }

  const close = async () => {
    ending = true
    await Promise.all([...open.values()].map((session) => drop(session, 'the server stopped')))
    await chosen?.then((pool) => pool.close()).catch(() => {})
  }
  return { run, status: () => ({ ...state, open: open.size }), close }
}

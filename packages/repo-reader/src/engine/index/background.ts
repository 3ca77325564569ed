import { ToolError } from '@sensorium/kit'
import type PQueue from 'p-queue'
import type { Progress, Snapshot } from '../snapshot/snapshot.ts'

export type Fill = (snapshot: Snapshot, signal: AbortSignal, progress: Progress) => Promise<void>

export interface Background {
  /** Begins to fill a snapshot's index unless that is under way. */
  readonly start: (snapshot: Snapshot) => void
  /** Waits for the fill, passing its progress on, for at most `waitMs`; false when it goes on after that. */
  readonly wait: (snapshot: Snapshot, waitMs: number, signal: AbortSignal, progress: Progress) => Promise<boolean>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

interface Job {
  readonly done: Promise<void>
  readonly listeners: Set<Progress>
}

/** Fills under way at once; each takes a core and up to 200 MB. */
const concurrency = 2

/** Runs fills beside calls, so that a client's time-out does not lose the work; all end when it is disposed of. */
export function createBackground(fill: Fill): Background {
  const jobs = new Map<string, Job>()
  const closing = new AbortController()
  let queue: PQueue | undefined

  const enqueue = async (work: () => Promise<void>): Promise<void> => {
    queue ??= new (await import('p-queue')).default({ concurrency })
    await queue.add(work)
  }

  const job = (snapshot: Snapshot): Job => {
    const key = `${snapshot.entry.key} ${snapshot.ref} ${snapshot.commit}`
    const known = jobs.get(key)
    if (known !== undefined) return known
    const listeners = new Set<Progress>()
    const tell: Progress = (message) => {
      for (const listener of listeners) listener(message)
    }
    const done = enqueue(() => fill(snapshot, closing.signal, tell)).finally(() => jobs.delete(key))
    // Whoever waits hears of a failure; alone in the background it may fail quietly, the next search tries again.
    done.catch(() => {})
    const begun = { done, listeners }
    jobs.set(key, begun)
    return begun
  }

  return {
    start: (snapshot) => void job(snapshot),
    async wait(snapshot, waitMs, signal, progress) {
      const { done, listeners } = job(snapshot)
      listeners.add(progress)
      const limit = AbortSignal.any([signal, AbortSignal.timeout(waitMs)])
      try {
        await Promise.race([done, aborted(limit)])
        return true
      } catch (error) {
        signal.throwIfAborted()
        if (!limit.aborted || error !== limit.reason) throw error
        return false
      } finally {
        listeners.delete(progress)
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new ToolError('cancelled', 'The server is closing.'))
      await Promise.allSettled([...jobs.values()].map(({ done }) => done))
    },
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

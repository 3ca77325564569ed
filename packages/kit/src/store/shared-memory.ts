import { createHash } from 'node:crypto'
import type { Logger } from '../log.ts'
import type { SharedMemory } from '../tool.ts'
import type { Store } from './store.ts'

/** Longer texts are not worth their way to the store, characters. */
const longest = 64 * 1024
/** Texts that one gateway keeps in an hour; more would let a busy caller fill the store. */
const mostAnHour = 2_000
const hourMs = 3_600_000
/** A store that failed is left alone for so long, milliseconds: a call must not wait for it again and again. */
const restMs = 10_000

/** The memory that a toolset shares with its likes in other gateways; undefined where the store is this process's own. */
export function shareMemory(store: Store, toolset: string, log: Logger): SharedMemory | undefined {
  if (store.kind === 'memory') return undefined
  let restsUntil = 0
  let hour = { kept: 0, until: 0 }
  const hasRoom = () => {
    if (hour.until <= Date.now()) hour = { kept: 0, until: Date.now() + hourMs }
    hour.kept += 1
    return hour.kept <= mostAnHour
  }
  const attempt = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    if (Date.now() < restsUntil) return undefined
    try {
      return await act()
    } catch (error) {
      restsUntil = Date.now() + restMs
      log.debug('shared-memory-lost', { toolset, error })
      return undefined
    }
  }
  // Keys are hashed: they may hold what callers asked.
  const keyOf = (key: string) => `memory:${toolset}:${createHash('sha256').update(key).digest('base64url')}`

  return {
    keep: async (key, text, ttlMs) => {
      if (text.length <= longest && hasRoom()) await attempt(() => store.keep(keyOf(key), text, ttlMs))
    },
    recall: (key) => attempt(() => store.recall(keyOf(key))),
  }
}

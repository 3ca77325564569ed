import { createHash } from 'node:crypto'
import type { SharedMemory } from '@sensorium/kit'
import { createNetwork, type Rest } from '@sensorium/provider'
import type { SearchConfig } from '../config.ts'
import type { Attempt } from './attempt.ts'
import { createCache } from './cache.ts'
import type { SearchQuery } from './engine.ts'
import { askInOrder } from './failover.ts'
import { createRoster } from './roster.ts'
import { createShare } from './share.ts'

export interface Caller {
  readonly signal: AbortSignal
  /** The caller's own key, of the vendor that `zaiMode` names. */
  readonly vendorKey: string | undefined
}

/** All engines behind one face: cached, shared, in order, within one deadline. */
export interface WebSearch {
  /** How the engines fared, the one whose results count last; empty when no engine is configured. */
  readonly search: (query: SearchQuery, caller: Caller) => Promise<readonly Attempt[]>
  /** The configured engines that rest now. */
  readonly resting: () => readonly Rest[]
  readonly close: () => Promise<void>
}

export function createWebSearch(config: SearchConfig, shared?: SharedMemory): WebSearch {
  const { httpProxy, httpsProxy, noProxy } = config
  const proxied = httpProxy !== undefined || httpsProxy !== undefined
  const network = createNetwork(proxied ? { proxy: { http: httpProxy, https: httpsProxy, except: noProxy } } : {})
  const roster = createRoster(config, network)
  const cache = createCache(shared)
  const share = createShare<readonly Attempt[]>()

  return {
    async search(query, { signal, vendorKey }) {
      const own = vendorKey === undefined ? undefined : { key: vendorKey, owner: hash(vendorKey) }
      // What one caller's key has paid for is not handed to a caller with another, or with a wrong one.
      const key = JSON.stringify([query, own?.owner])
      const kept = await cache.get(key)
      if (kept !== undefined) return kept
      return share.run(key, signal, async (sharedSignal) => {
        const attempts = await askInOrder(roster(own), query, { signal: sharedSignal, timeoutMs: config.searchTimeout })
        cache.keep(key, attempts, query.recency)
        return attempts
      })
    },
    resting: () => roster(undefined).flatMap(({ guard }) => guard.resting()),
    close: () => network.close(),
  }
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('base64')
}

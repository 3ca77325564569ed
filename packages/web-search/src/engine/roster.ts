import type { Network } from '@sensorium/provider'
import { glmAccess, keyVendor } from '@sensorium/vendors'
import QuickLRU from 'quick-lru'
import { credentialOf, type SearchConfig } from '../config.ts'
import { createBigmodel } from './bigmodel.ts'
import { createBrave } from './brave.ts'
import { type Engine, type EngineName, engineNames } from './engine.ts'
import { createExa } from './exa.ts'
import { createMember, type Member } from './failover.ts'
import { createOpen } from './open/open.ts'
import { createSearxng } from './searxng.ts'
import { createTavily } from './tavily.ts'
import { createZai } from './zai.ts'

/** Callers' own keys whose engine and memory of failures are kept. */
const mostKeys = 500

/** A caller's own key, and the hash by which it is remembered. */
export interface OwnKey {
  readonly key: string
  readonly owner: string
}

/**
 * The members to ask for a caller, in order. A caller with a key of their own is served with that and with what needs
 * none: nobody has checked it yet, so it must not open the way to the configured keys.
 */
export type Roster = (own: OwnKey | undefined) => readonly Member[]

export function createRoster(config: SearchConfig, network: Network): Roster {
  const order = config.searchEngines ?? engineNames
  const member = (name: EngineName, credential: string): Member =>
    createMember(createEngine(name, credential, config, network))
  const configured = new Map<EngineName, Member>()
  for (const name of order) {
    const credential = credentialOf(name, config)
    if (credential !== undefined) configured.set(name, member(name, credential))
  }
  const byOwner = new QuickLRU<string, Member>({ maxSize: mostKeys })
  const memberOf = ({ key, owner }: OwnKey): Member => {
    const known = byOwner.get(owner) ?? member(keyVendor(config), key)
    byOwner.set(owner, known)
    return known
  }

  return (own) =>
    own === undefined
      ? [...configured.values()]
      : order.flatMap((name) => {
          if (name === keyVendor(config)) return memberOf(own)
          return name === 'open' ? (configured.get(name) ?? []) : []
        })
}

function createEngine(name: EngineName, credential: string, config: SearchConfig, network: Network): Engine {
  const glm = glmAccess(config)
  switch (name) {
    case 'zai':
      return createZai({ key: credential, baseUrl: glm.zai.baseUrl, network })
    case 'bigmodel':
      return createBigmodel({
        key: credential,
        baseUrl: glm.bigmodel.baseUrl,
        network,
        searchEngine: config.bigmodelSearchEngine,
      })
    case 'searxng':
      return createSearxng({ baseUrl: credential, network })
    case 'brave':
      return createBrave({ key: credential, baseUrl: config.braveBaseUrl, network })
    case 'tavily':
      return createTavily({ key: credential, baseUrl: config.tavilyBaseUrl, network })
    case 'exa':
      return createExa({ key: credential, baseUrl: config.exaBaseUrl, network })
    case 'open':
      return createOpen({
        network,
        userAgent: `sensorium-web-search/0.1 (+${config.searchContact})`,
        githubToken: config.githubToken,
        baseUrls: config.openBaseUrls,
      })
  }
}

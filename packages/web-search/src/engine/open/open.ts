import { type Network, ProviderError } from '@sensorium/provider'
import { type Attempt, reasonOf } from '../attempt.ts'
import type { Engine } from '../engine.ts'
import { ask, createMember, type Member } from '../failover.ts'
import { createArxiv } from './arxiv.ts'
import { choose } from './choose.ts'
import { createCrates } from './crates.ts'
import { fuse } from './fuse.ts'
import { createGithub } from './github.ts'
import { createHackerNews } from './hackernews.ts'
import { createMdn } from './mdn.ts'
import { createNpm } from './npm.ts'
import { createPypi } from './pypi.ts'
import { type ServiceName, type SourceOptions, services } from './source.ts'
import { createStackExchange } from './stackexchange.ts'
import { createWikipedia } from './wikipedia.ts'

export interface OpenOptions {
  readonly network: Network
  readonly userAgent: string
  readonly githubToken: string | undefined
  /** Replaces addresses, for mirrors and tests. */
  readonly baseUrls: Partial<Readonly<Record<ServiceName, string>>>
}

/** Most results asked of one source. */
const perSource = 20

/**
 * The engine that needs no key: public searches asked side by side, each with its own manners and its own memory of
 * failures, their ranks fused. Fails only when every source that was asked did.
 */
export function createOpen({ network, userAgent, githubToken, baseUrls }: OpenOptions): Engine {
  const at = (name: ServiceName): SourceOptions => ({ baseUrl: baseUrls[name] ?? services[name], network, userAgent })
  const [repositories, issues] = createGithub({ ...at('github'), token: githubToken })
  const sources: ReadonlyMap<string, Member> = new Map(
    [
      createWikipedia(at('wikipedia')),
      createStackExchange(at('stackexchange')),
      createMdn(at('mdn')),
      repositories,
      issues,
      createNpm(at('npm')),
      createCrates(at('crates')),
      createPypi(at('pypi')),
      createArxiv(at('arxiv')),
      createHackerNews(at('hackernews')),
    ].map((engine) => [engine.name, createMember(engine)]),
  )

  return {
    name: 'open',
    async search({ location: _unknownToAll, ...query }, options) {
      const choice = choose(query)
      const members = choice.sources.flatMap((name) => sources.get(name) ?? [])
      const narrowed = { ...query, count: Math.min(query.count, perSource) }
      const attempts = await Promise.all(members.map((member) => ask(member, narrowed, options)))
      if (!attempts.some(({ ok }) => ok)) throw allFailed(attempts)
      return {
        results: fuse(
          attempts.map((attempt) => ({ source: attempt.engine, results: attempt.ok ? attempt.answer.results : [] })),
        ),
        // Domain and recency were filtered as each source answered.
        unfiltered: ['location'],
        notes: [
          `open asked ${choice.sources.join(', ')} (${choice.because.join('; ')}).`,
          ...attempts.flatMap((attempt) => (attempt.ok ? attempt.answer.notes : [`${reasonOf(attempt)}.`])),
        ],
        partial: !attempts.every(({ ok }) => ok),
      }
    },
  }
}

/** Does not make the engine rest: another query asks other sources, and each source rests by itself. */
function allFailed(attempts: readonly Attempt[]): ProviderError {
  const reasons = attempts.flatMap((attempt) => (attempt.ok ? [] : [reasonOf(attempt)]))
  return new ProviderError('server', 'open', reasons.join('; '), { retryAfterMs: 0 })
}

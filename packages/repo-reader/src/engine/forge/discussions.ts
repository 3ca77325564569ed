import { type Fetcher, NetError } from '@sensorium/net'
import type { RemoteAddress } from '../locate/address.ts'
import { type ForgeHost, forgeHosts } from '../locate/forges.ts'
import type { Discussion, DiscussionQuery, ReadJson } from './forge.ts'
import { giteaForge } from './gitea.ts'
import { giteeForge } from './gitee.ts'
import { githubForge } from './github.ts'
import { gitlabForge } from './gitlab.ts'

export interface ForgeDeps {
  readonly fetcher: Fetcher
  readonly tokens: ReadonlyMap<string, string>
  /** Forges beyond the public ones, by host. */
  readonly hosts: ReadonlyMap<string, ForgeHost>
}

export interface Discussions {
  readonly found: readonly Discussion[]
  /** Why some or all could not be asked, as a sentence. */
  readonly problem?: string
}

const deadlineMs = 6_000
const makers = { github: githubForge, gitlab: gitlabForge, gitea: giteaForge, gitee: giteeForge } as const

/** Asks the forge of a repository for issues and the like. A forge that fails never fails a search: it is told. */
export function createDiscussions(deps: ForgeDeps) {
  /** Until when a host asked not to be asked. */
  const resting = new Map<string, number>()
  return async (address: RemoteAddress, query: DiscussionQuery, outer: AbortSignal): Promise<Discussions> => {
    const host = deps.hosts.get(address.host) ?? forgeHosts[address.host]
    if (host === undefined) return { found: [] }
    const rest = (resting.get(address.host) ?? 0) - Date.now()
    if (rest > 0)
      return {
        found: [],
        problem: `${address.host} limits requests; issues can be searched again in ${seconds(rest)}.`,
      }
    const { signal, clear } = deadline(outer)
    const readJson: ReadJson = async (path) => {
      const response = await deps.fetcher.get(host.api + path, {
        signal,
        headers: headersOf(host, deps.tokens.get(address.host)),
      })
      if (response.status === 200) return JSON.parse(new TextDecoder().decode(response.bytes))
      const waitMs = waitOf(response.status, response.headers)
      if (waitMs !== undefined) resting.set(address.host, Date.now() + waitMs)
      throw new ForgeProblem(
        waitMs === undefined ? `answered ${response.status}` : `limits requests for ${seconds(waitMs)}`,
      )
    }
    try {
      const forge = makers[host.kind](readJson, address.path, address.host)
      return { found: await forge.discussions(query, signal) }
    } catch (error) {
      outer.throwIfAborted()
      return { found: [], problem: `Issues were not searched: ${address.host} ${reasonOf(error)}.` }
    } finally {
      clear()
    }
  }
}

class ForgeProblem extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof ForgeProblem) return error.message
  if (NetError.isInstance(error))
    return error.kind === 'cancelled' || error.kind === 'timeout' ? 'did not answer in time' : 'cannot be reached'
  return 'answered in an unknown form'
}

function deadline(outer: AbortSignal) {
  const own = new AbortController()
  const timer = setTimeout(() => own.abort(new Error('The forge did not answer in time.')), deadlineMs)
  return { signal: AbortSignal.any([outer, own.signal]), clear: () => clearTimeout(timer) }
}

function headersOf({ kind }: ForgeHost, token: string | undefined): Record<string, string> {
  const accept = { accept: kind === 'github' ? 'application/vnd.github+json' : 'application/json' }
  if (token === undefined) return accept
  return kind === 'gitea'
    ? { ...accept, authorization: `token ${token}` }
    : { ...accept, authorization: `Bearer ${token}` }
}

/** GitHub tells an exhausted limit with 403 or 429 and the time of its reset. */
function waitOf(status: number, headers: Readonly<Record<string, string>>): number | undefined {
  const after = Number(headers['retry-after'])
  if ((status === 429 || status === 403) && after > 0) return Math.min(after, 3_600) * 1_000
  const reset = Number(headers['x-ratelimit-reset']) * 1_000 - Date.now()
  if ((status === 429 || status === 403) && headers['x-ratelimit-remaining'] === '0')
    return Math.min(Math.max(reset || 0, 1_000), 3_600_000)
  return status === 429 ? 60_000 : undefined
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1_000)} s`
}

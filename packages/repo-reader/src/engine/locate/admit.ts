import { realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ToolError } from '@sensorium/kit'
import {
  bareHost,
  checkUrl,
  NetError,
  type Network,
  namesHost,
  type ProxySettings,
  permittedAddresses,
  portOf,
  proxyFor,
  readProxySettings,
} from '@sensorium/net'
import type { GitReach } from '../git/environment.ts'
import type { LocalAddress, RemoteAddress } from './address.ts'
import { forgeHosts } from './forges.ts'

/** Which git hosts may be reached, and with what. */
export interface HostPolicy {
  /** The only hosts allowed, when set. */
  readonly onlyHosts?: readonly string[] | undefined
  /** Hosts allowed though private, local, over http or on an odd port. */
  readonly allowHosts: readonly string[]
  readonly tokens: ReadonlyMap<string, string>
  readonly proxy: ProxySettings
  readonly caFile?: string | undefined
  readonly network: Network
}

/** How long a look-up of a host may take. */
const lookupMs = 10_000

/** The clone address of a repository. Known forges answer to `.git` without a redirect. */
export function cloneUrl(address: RemoteAddress): string {
  const suffix = address.host in forgeHosts ? '.git' : address.suffix
  return `${address.scheme}://${address.host}/${address.path}${suffix}`
}

/**
 * Decides whether git may connect to `raw` and how: the host's addresses are looked up and judged here, and git is
 * pinned to them, so that a second look-up cannot answer differently (DNS rebinding).
 *
 * @throws ToolError `blocked` when the policy refuses it, `unavailable` when the name does not resolve.
 */
export async function admitUrl(raw: string, policy: HostPolicy): Promise<GitReach> {
  const url = checked(raw, policy.allowHosts)
  const { host, hostname } = url
  if (policy.onlyHosts !== undefined && !policy.onlyHosts.some((only) => only === host || only === hostname)) {
    throw new ToolError('blocked', `${host} is not among the git hosts this server may read.`, {
      hint: `Allowed: ${policy.onlyHosts.join(', ')} (SENSORIUM_REPO_HOSTS).`,
    })
  }
  const named = namesHost(policy.allowHosts, hostname, portOf(url))
  if (url.protocol !== 'https:' && !named) {
    throw new ToolError('blocked', 'Repositories are read over HTTPS only.', {
      hint: `Use https://${host}${url.pathname}.`,
    })
  }
  const token = policy.tokens.get(host) ?? policy.tokens.get(hostname)
  const proxy = proxyFor(url, readProxySettings(policy.proxy))
  return {
    protocols: url.protocol === 'https:' ? 'https' : 'http:https',
    ...(proxy === undefined ? { pinned: [await pin(url, policy)] } : { proxy: proxy.href }),
    ...(policy.caFile === undefined ? {} : { caFile: policy.caFile }),
    ...(token === undefined
      ? {}
      : { credential: { url: `${url.protocol}//${host}/`, header: basic(hostname, token) } }),
  }
}

async function pin(url: URL, { allowHosts, network }: HostPolicy): Promise<string> {
  const signal = AbortSignal.timeout(lookupMs)
  const addresses = await permittedAddresses(url, allowHosts, network, signal).catch((cause: unknown) => {
    if (NetError.isInstance(cause) && cause.kind === 'blocked') throw refused(cause)
    throw new ToolError('unavailable', `The host ${url.hostname} could not be found.`, {
      hint: 'Check the name.',
      cause,
    })
  })
  const listed = addresses.map(({ address, family }) => (family === 6 ? `[${address}]` : address)).join(',')
  return `${bareHost(url.hostname)}:${portOf(url)}:${listed}`
}

function checked(raw: string, allowHosts: readonly string[]): URL {
  try {
    return checkUrl(raw, allowHosts)
  } catch (error) {
    if (!NetError.isInstance(error)) throw error
    throw refused(error)
  }
}

function refused(error: NetError): ToolError {
  return new ToolError(error.kind === 'blocked' ? 'blocked' : 'invalid_input', error.message, {
    cause: error,
    ...(error.kind === 'blocked' ? { hint: 'SENSORIUM_REPO_ALLOW_HOSTS is the allow-hosts setting.' } : {}),
  })
}

/** The user names under which forges take a token over git's HTTP. */
function basic(host: string, token: string): string {
  const user = host === 'github.com' ? 'x-access-token' : 'oauth2'
  return `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`
}

/**
 * The real path of a local folder that the caller may read.
 *
 * @param roots folders that are allowed; with none, only a caller on this machine may name a path.
 */
export async function admitLocal(address: LocalAddress, local: boolean, roots: readonly string[]): Promise<string> {
  if (!local && roots.length === 0) {
    throw new ToolError('blocked', 'Local paths cannot be read over the network.', {
      hint: 'Use owner/name or an https:// address; SENSORIUM_REPO_ROOTS allows folders.',
    })
  }
  const asked = expand(address.path)
  const real = await realpath(asked).catch(() => undefined)
  const allowed = await Promise.all(roots.map((root) => realpath(expand(root)).catch(() => undefined)))
  const inside = real !== undefined && allowed.some((root) => root !== undefined && contains(root, real))
  if (roots.length > 0 && !inside) {
    throw new ToolError('blocked', 'This path is outside of the folders that may be read.', {
      hint: 'SENSORIUM_REPO_ROOTS names those folders.',
    })
  }
  if (real === undefined || !(await stat(real)).isDirectory()) {
    throw new ToolError('not_found', `There is no folder ${asked}.`, { hint: 'Give the path of a git repository.' })
  }
  return real
}

function expand(path: string): string {
  if (path.startsWith('file:')) {
    try {
      return fileURLToPath(path)
    } catch (cause) {
      throw new ToolError('invalid_input', 'This file: address is not a local path.', { cause })
    }
  }
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : resolve(path)
}

function contains(root: string, path: string): boolean {
  const rest = relative(root, path)
  return rest === '' || (!rest.startsWith('..') && !isAbsolute(rest))
}

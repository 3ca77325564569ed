import { ToolError } from '@sensorium/kit'
import { hostShorthands } from './forges.ts'

/** A repository at a git host. */
export interface RemoteAddress {
  readonly kind: 'remote'
  /** Host with its port when it is not the scheme's own. */
  readonly host: string
  /** `owner/name`, or deeper where the host has groups. */
  readonly path: string
  readonly scheme: 'https' | 'http'
  /** How the clone address ends: as it was written, since hosts differ. */
  readonly suffix: '' | '.git'
  /** Refs that a pasted page address may have pointed at, shortest first: names of branches may hold slashes. */
  readonly refs?: readonly string[]
}

export interface LocalAddress {
  readonly kind: 'local'
  readonly path: string
}

export type RepoAddress = RemoteAddress | LocalAddress

const segment = /^[A-Za-z0-9_~][A-Za-z0-9._~+-]{0,99}$|^\.[A-Za-z0-9_][A-Za-z0-9._~+-]{0,98}$/
const hostName =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::\d{1,5})?$/
const localPath = /^(?:\/|~(?:\/|$)|\.{1,2}(?:\/|$)|[A-Za-z]:[\\/]|file:)/

/**
 * Reads what people and models write for a repository: `owner/name`, `github:owner/name`, `host/owner/name`, a page or
 * clone URL, `git@host:owner/name.git`, or a local path. Nothing is asked of a network here.
 */
export function parseRepoName(input: string, defaultHost = 'github.com'): RepoAddress {
  const name = input.trim()
  if (name === '' || name.length > 500 || /[\p{Cc}\u2028\u2029]/u.test(name)) throw notAName(input)
  if (name.startsWith('-')) throw notAName(input)
  if (localPath.test(name)) return { kind: 'local', path: name }
  const scp = /^(?:ssh:\/\/)?git@([^:/]+)[:/](.+)$/.exec(name)
  if (scp?.[1] !== undefined && scp[2] !== undefined) return remote('https', scp[1], scp[2], input)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return fromUrl(name, input)
  const short = /^([a-z]+):([^:]+)$/.exec(name)
  if (short?.[1] !== undefined && short[2] !== undefined) {
    const host = hostShorthands[short[1]]
    if (host === undefined) throw notAName(input)
    return remote('https', host, short[2], input)
  }
  const [first = '', ...rest] = name.split('/')
  const startsWithHost = rest.length >= 2 && /[.:]/.test(first)
  return startsWithHost ? remote('https', first, rest.join('/'), input) : remote('https', defaultHost, name, input)
}

function fromUrl(name: string, input: string): RemoteAddress {
  const url = URL.canParse(name) ? new URL(name) : undefined
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    throw new ToolError('blocked', `Repositories are read over HTTPS; ${name.split(':')[0]}: addresses are not.`, {
      hint: 'Use owner/name or an https:// address.',
    })
  }
  if (url.username !== '' || url.password !== '') {
    throw new ToolError('blocked', 'A repository address must not carry credentials.', {
      hint: 'Set GITHUB_TOKEN or SENSORIUM_REPO_TOKENS for private repositories.',
    })
  }
  const scheme = url.protocol === 'http:' ? 'http' : 'https'
  return remote(scheme, url.host, decodePath(url.pathname, input), input)
}

function remote(scheme: 'https' | 'http', host: string, rawPath: string, input: string): RemoteAddress {
  const { path, page } = splitPage(rawPath.replace(/^\/+|\/+$/g, ''))
  const segments = path.replace(/\.git$/, '').split('/')
  if (!hostName.test(host) && !/^\[[0-9a-f:.]+\](?::\d+)?$/i.test(host)) throw notAName(input)
  if (segments.length < 2 || segments.length > 10 || !segments.every((part) => segment.test(part)))
    throw notAName(input)
  return {
    kind: 'remote',
    scheme,
    host: host.toLowerCase().replace(/^www\.github\.com$/, 'github.com'),
    path: segments.join('/'),
    suffix: path.endsWith('.git') ? '.git' : '',
    ...(page === undefined ? {} : { refs: prefixesOf(page) }),
  }
}

/** Slashes that a branch of a pasted address may hold. */
const deepestRef = 4

function prefixesOf(page: string): string[] {
  const parts = page.split('/')
  const [first = '', ...longer] = parts.slice(0, deepestRef + 1).map((_, at) => parts.slice(0, at + 1).join('/'))
  return [checkRef(first), ...longer.filter(isRef)]
}

/** Cuts a page's path (`owner/name/tree/main/src`, GitLab's `/-/blob/…`, Gitea's `/src/branch/…`) to the repository. */
function splitPage(path: string): { path: string; page?: string } {
  const gitlab = /^(.+?)\/-\/(?:(?:tree|blob|raw|commits?)\/(.+))?/.exec(path)
  if (gitlab?.[1] !== undefined) return { path: gitlab[1], ...(gitlab[2] === undefined ? {} : { page: gitlab[2] }) }
  const found =
    /^([^/]+\/[^/]+)\/(?:(?:tree|blob|raw|commits?|releases\/tag)\/(.+)|src\/(?:branch|tag|commit)\/(.+)|(?:issues|pulls?|wiki|releases|tags|branches|actions|discussions|graphs)(?:\/|$))/.exec(
      path,
    )
  if (found?.[1] === undefined) return { path }
  const page = found[2] ?? found[3]
  return { path: found[1], ...(page === undefined ? {} : { page }) }
}

function decodePath(path: string, input: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw notAName(input)
  }
}

function notAName(input: string): ToolError {
  const shown = JSON.stringify(input.slice(0, 120))
  return new ToolError('invalid_input', `${shown} does not name a repository.`, {
    hint: 'Use owner/name (GitHub), host/owner/name, or an https:// address.',
  })
}

const refPattern = /^(?!\.)[A-Za-z0-9_.][A-Za-z0-9_./+#@-]{0,199}$/

/** Checks a branch, tag or commit id as `git check-ref-format` would, and refuses what git reads as an expression. */
export function checkRef(ref: string): string {
  if (!isRef(ref)) {
    throw new ToolError('invalid_input', `${JSON.stringify(ref.slice(0, 80))} is not a branch, tag or commit id.`, {
      hint: 'Leave ref out to read the default branch.',
    })
  }
  return ref
}

function isRef(ref: string): boolean {
  return refPattern.test(ref) && !/\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|[./]$/.test(ref)
}

import { devNull } from 'node:os'

/** What one git process may do beyond reading objects that are already here. */
export interface GitReach {
  /** Protocols this process may speak; none unless a remote is fetched from. */
  readonly protocols: 'none' | 'https' | 'http:https'
  /** `host:port:address` for `http.curloptResolve`: git connects to the address that the policy saw. */
  readonly pinned?: readonly string[]
  /** `Authorization` value, sent to this URL prefix alone. */
  readonly credential?: { readonly url: string; readonly header: string }
  readonly proxy?: string
  readonly caFile?: string
  /** Objects that git's own check refuses are taken nevertheless. */
  readonly acceptDefects?: true
}

export const offline: GitReach = { protocols: 'none' }

/**
 * The whole environment of a git process. Nothing is inherited: a user's or a machine's settings, credential helpers,
 * hooks and askpass programs must not run for a repository that a model named. Secrets travel here because arguments
 * are visible to every user of the machine.
 */
export function gitEnvironment(
  { searchPath, stallSeconds }: { readonly searchPath: string; readonly stallSeconds: number },
  reach: GitReach,
): Record<string, string> {
  const config: [string, string][] = [
    ['core.hooksPath', devNull],
    ['core.fsmonitor', 'false'],
    ['core.askPass', ''],
    ['core.bigFileThreshold', '8m'],
    ['credential.helper', ''],
    ['protocol.version', '2'],
    ['transfer.fsckObjects', String(reach.acceptDefects !== true)],
    ['fetch.unpackLimit', '1'],
    ['fetch.recurseSubmodules', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['log.showSignature', 'false'],
    ['advice.detachedHead', 'false'],
    ['safe.directory', '*'],
    ['http.followRedirects', 'false'],
    ['http.lowSpeedLimit', '500'],
    ['http.lowSpeedTime', String(stallSeconds)],
  ]
  for (const entry of reach.pinned ?? []) config.push(['http.curloptResolve', entry])
  if (reach.credential !== undefined) {
    config.push([`http.${reach.credential.url}.extraHeader`, `Authorization: ${reach.credential.header}`])
  }
  if (reach.proxy !== undefined) config.push(['http.proxy', reach.proxy])
  if (reach.caFile !== undefined) config.push(['http.sslCAInfo', reach.caFile])
  return {
    PATH: searchPath,
    HOME: devNull,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ALLOW_PROTOCOL: reach.protocols,
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  }
}

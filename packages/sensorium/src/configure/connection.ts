import { isIPv4 } from 'node:net'
import { ownKey, rememberSecret } from '@sensorium/kit'
import type { z } from 'zod'
import type { Launch, Remote } from '../clients/client.ts'
import { ConfigFault } from '../config-file/format.ts'
import { ownEnvironment, type Place } from '../place.ts'
import type { addOptions } from './options.ts'

/** One entry of a configuration, before it is put into a client's words. */
export type Connection =
  | { readonly kind: 'launch'; readonly launch: Launch }
  | { readonly kind: 'remote'; readonly remote: Remote }

/** A chosen server: its name and its path at the gateway. */
export interface ChosenServer {
  readonly name: string
  readonly path: string
}

type Options = Pick<z.output<typeof addOptions>, 'name' | 'url' | 'key' | 'keyIn' | 'withEnv'>

/**
 * The entries that give a client the chosen servers, all of them when `chosen` is undefined. Started by the client
 * they are one process and one entry; of a gateway each chosen one has an address of its own.
 *
 * @throws ConfigFault for an address, key or variable that cannot be used
 */
export async function connectionsOf(
  options: Options,
  chosen: readonly ChosenServer[] | undefined,
  place: Place,
): Promise<ReadonlyMap<string, Connection>> {
  if (options.url === undefined) {
    const [command, ...args] = place.launcher
    const only = chosen === undefined ? [] : ['--only', chosen.map(({ name }) => name).join(',')]
    const env = variables(options.withEnv, place)
    return new Map([[options.name, { kind: 'launch', launch: { command, args: [...args, 'stdio', ...only], env } }]])
  }
  if (options.withEnv.length > 0)
    throw new ConfigFault('--with-env is for servers that the client starts; a gateway has its own')
  const base = gatewayBase(options.url)
  const key = await keyFor(base, options.key, place)
  const remote = (path: string): Connection => ({
    kind: 'remote',
    remote: address(`${base}${path}`, key, options.keyIn),
  })
  if (chosen === undefined) return new Map([[options.name, remote('/mcp')]])
  return new Map(chosen.map(({ name, path }) => [`${options.name}-${name}`, remote(`/api/mcp/${path}/mcp`)]))
}

/** How a client reaches an address with a key. */
export function address(url: string, key: string | undefined, keyIn: 'header' | 'query'): Remote {
  if (key === undefined) return { url, headers: {} }
  if (keyIn === 'header') return { url, headers: { Authorization: `Bearer ${key}` } }
  return { url: `${url}?Authorization=${encodeURIComponent(key)}`, headers: {} }
}

/**
 * The address of a gateway without its own paths: people paste the one with `/mcp` too.
 *
 * @throws ConfigFault when it is none
 */
export function gatewayBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new ConfigFault(`--url: ${JSON.stringify(text)} is no http or https address`)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new ConfigFault('--url: give the address alone; the key belongs in --key or SENSORIUM_KEY')
  return `${url.origin}${url.pathname.replace(/\/(?:mcp|sse)\/?$/, '').replace(/\/+$/, '')}`
}

/** The key to come in with; that of a gateway on this machine is its own. @throws ConfigFault when there is none */
export async function keyFor(base: string, given: string | undefined, place: Place): Promise<string> {
  const key = given ?? (isLoopback(new URL(base)) ? (await ownKey(ownEnvironment(place))).key : undefined)
  if (key === undefined) throw new ConfigFault(`${base} needs a key: --key or SENSORIUM_KEY`)
  if (!/^[\x21-\x7E]+$/.test(key)) throw new ConfigFault('--key: a key has no spaces and only ASCII characters')
  rememberSecret(key)
  return key
}

/** Whether an address is this machine itself; a name that merely looks so is somebody else's. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
}

function variables(items: readonly string[], { env }: Place): Record<string, string> {
  return Object.fromEntries(
    items.map((item) => {
      const [, name, given] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/s.exec(item) ?? []
      if (name === undefined) throw new ConfigFault(`--with-env: ${item.split('=')[0]} is no name of a variable`)
      const value = given ?? env[name]
      if (value === undefined) throw new ConfigFault(`--with-env: ${name} is not set here; write ${name}=VALUE`)
      rememberSecret(value)
      return [name, value]
    }),
  )
}

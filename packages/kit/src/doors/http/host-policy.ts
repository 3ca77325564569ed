import { hostname, networkInterfaces } from 'node:os'

/** Which names a browser may reach this server by; keeps DNS rebinding and foreign pages out (MCP security rules). */
export interface HostPolicy {
  readonly allowsHost: (host: string | undefined) => boolean
  readonly allowsOrigin: (origin: string | undefined) => boolean
}

/** Names and addresses with an optional port, of characters that mean nothing to a shell or in markup. */
const plainHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i
const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Loopback names always; the bound address, and for a wildcard bind the machine's own names and addresses; then what
 * the operator lists (`*` allows any).
 */
export function createHostPolicy(boundHost: string, allowedHosts: readonly string[]): HostPolicy {
  const wildcard = boundHost === '0.0.0.0' || boundHost === '::'
  const names = new Set(
    [...loopbackNames, ...(wildcard ? ownNames() : [bracketed(boundHost)]), ...allowedHosts].map((name) =>
      name.toLowerCase(),
    ),
  )
  const allows = (name: string) => names.has('*') || names.has(name)
  return {
    allowsHost: (host) => host !== undefined && plainHost.test(host) && allows(nameOf(`http://${host}`)),
    // Only browsers send Origin; a client without one is no page.
    allowsOrigin: (origin) => origin === undefined || allows(nameOf(origin)),
  }
}

/** The host name of a URL, lower case, without port; empty when it is no URL. */
function nameOf(url: string): string {
  const parsed = URL.parse(url)
  return parsed === null || parsed.pathname !== '/' || parsed.username !== '' ? '' : parsed.hostname
}

function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return [hostname(), ...addresses.map(({ address }) => bracketed(address))]
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

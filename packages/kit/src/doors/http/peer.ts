import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { IsTrusted } from './trusted-proxies.ts'

/** Who a request comes from, and how they name this server. */
export interface Peer {
  /** The address of the client; of the outermost proxy that is trusted where that does not say. */
  readonly address: string
  readonly host: string | undefined
  readonly protocol: 'http' | 'https'
}

export type ReadPeer = (request: IncomingMessage) => Peer

/** Proxies in a chain that are looked through. */
const mostHops = 20

/**
 * Reads `X-Forwarded-For`, `-Proto` and `-Host`, or `Forwarded` (RFC 7239) where none of these is there, and only from a
 * trusted proxy: of a list, which clients can begin as they like, the right-most entry that is no trusted proxy's counts.
 */
export function createPeerReader(isTrusted: IsTrusted): ReadPeer {
  return ({ socket, headers }) => {
    const nearest = plain(socket.remoteAddress ?? '')
    const direct: Peer = { address: nearest, host: headers.host, protocol: 'http' }
    if (isIP(nearest) === 0 || !isTrusted(nearest)) return direct
    const said = (name: string) => listOf(headers[`x-forwarded-${name}`])
    const [addresses, protocols, hosts] = [said('for'), said('proto'), said('host')]
    const has = addresses.length + protocols.length + hosts.length > 0
    const told = has ? { addresses, protocols, hosts } : readForwarded(listOf(headers['forwarded']))
    return {
      address: outermost(nearest, told.addresses, isTrusted),
      host: told.hosts.at(-1) ?? headers.host,
      protocol: told.protocols.at(-1)?.toLowerCase() === 'https' ? 'https' : 'http',
    }
  }
}

function outermost(nearest: string, addresses: readonly string[], isTrusted: IsTrusted): string {
  let known = nearest
  for (const text of addresses.toReversed().slice(0, mostHops)) {
    const address = plain(text)
    // `unknown` and made-up names end what is known of the way.
    if (isIP(address) === 0) return known
    known = address
    if (!isTrusted(address)) return known
  }
  return known
}

interface Told {
  readonly addresses: readonly string[]
  readonly protocols: readonly string[]
  readonly hosts: readonly string[]
}

function readForwarded(elements: readonly string[]): Told {
  const values = (name: string) =>
    elements.flatMap((element) => {
      const pair = element.split(';').find((part) => part.trim().toLowerCase().startsWith(`${name}=`))
      return pair === undefined
        ? []
        : [
            pair
              .slice(pair.indexOf('=') + 1)
              .trim()
              .replace(/^"(.*)"$/, '$1'),
          ]
    })
  return { addresses: values('for'), protocols: values('proto'), hosts: values('host') }
}

function listOf(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** An address without its port, brackets and the IPv6 form of IPv4. */
function plain(text: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1]
  const address = bracketed ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
}

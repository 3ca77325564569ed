import { BlockList, isIP, isIPv4 } from 'node:net'

type Ranges = readonly (readonly [reason: string, ...cidrs: string[]])[]

/** IANA IPv4 special-purpose registry (RFC 6890 and successors), and one cloud address that looks public. */
const refusedV4: Ranges = [
  ['an unspecified address (RFC 1122)', '0.0.0.0/8'],
  ['a loopback address', '127.0.0.0/8'],
  ['a private address (RFC 1918)', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ['a carrier-grade NAT address (RFC 6598)', '100.64.0.0/10'],
  ['a link-local address, where clouds serve instance metadata', '169.254.0.0/16'],
  ["a cloud platform's internal service (Azure WireServer)", '168.63.129.16/32'],
  ['a protocol-assignment address (RFC 6890)', '192.0.0.0/24'],
  ['a documentation address (RFC 5737)', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'],
  ['a retired 6to4 relay address (RFC 7526)', '192.88.99.0/24'],
  ['a benchmarking address (RFC 2544)', '198.18.0.0/15'],
  ['a multicast address', '224.0.0.0/4'],
  ['a reserved address (RFC 1112)', '240.0.0.0/4'],
]

/** Named only to say why: everything outside 2000::/3 is refused, in the table or not. */
const refusedV6: Ranges = [
  ['an unspecified address', '::/128'],
  ['a loopback address', '::1/128'],
  ['a unique local address (RFC 4193)', 'fc00::/7'],
  ['a link-local address', 'fe80::/10'],
  ['a multicast address', 'ff00::/8'],
  ['a protocol-assignment address, Teredo among them (RFC 2928, 4380)', '2001::/23'],
  ['a documentation address (RFC 3849, 9637)', '2001:db8::/32', '3fff::/20'],
  ['a retired 6to4 address (RFC 7526)', '2002::/16'],
]

type Rules = readonly (readonly [reason: string, list: BlockList])[]

function compile(ranges: Ranges, family: 'ipv4' | 'ipv6'): Rules {
  return ranges.map(([reason, ...cidrs]) => {
    const list = new BlockList()
    for (const cidr of cidrs) {
      const slash = cidr.indexOf('/')
      list.addSubnet(cidr.slice(0, slash), Number(cidr.slice(slash + 1)), family)
    }
    return [reason, list]
  })
}

let rules: { readonly v4: Rules; readonly v6: Rules; readonly global: BlockList } | undefined

function compiled() {
  if (rules === undefined) {
    const global = new BlockList()
    global.addSubnet('2000::', 3, 'ipv6')
    rules = { v4: compile(refusedV4, 'ipv4'), v6: compile(refusedV6, 'ipv6'), global }
  }
  return rules
}

/** Prefixes whose last 32 bits are the IPv4 address a packet ends at: mapped (RFC 4291) and well-known NAT64 (RFC 6052). */
const embedding = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/** The IPv4 address inside a mapped or NAT64 one, given in the canonical form of the URL standard. */
function embeddedV4(canonical: string): string | undefined {
  const match = embedding.exec(canonical)
  if (match === null) return undefined
  const high = Number.parseInt(match[1] ?? '', 16)
  const low = Number.parseInt(match[2] ?? '', 16)
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

/**
 * Why an IP address must not be reached on a model's behalf, or undefined when it is an ordinary public address.
 * Takes IPv4 in dotted form, IPv6 in any form, with or without a zone.
 */
export function refusedAddress(address: string): string | undefined {
  const [bare = ''] = address.split('%')
  const family = isIP(bare)
  if (family === 0) return 'not an IP address'
  const { v4, v6, global } = compiled()
  if (family === 4) return v4.find(([, list]) => list.check(bare, 'ipv4'))?.[0]

  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const inner = embeddedV4(canonical)
  if (inner !== undefined && isIPv4(inner)) {
    const reason = refusedAddress(inner)
    return reason === undefined ? undefined : `${reason}, ${inner}, inside IPv6`
  }
  const reason = v6.find(([, list]) => list.check(canonical, 'ipv6'))?.[0]
  if (reason !== undefined) return reason
  return global.check(canonical, 'ipv6') ? undefined : 'outside of global unicast space (2000::/3)'
}

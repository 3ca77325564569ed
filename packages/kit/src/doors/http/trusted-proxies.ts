import { BlockList, isIP } from 'node:net'

/** The word for this machine itself, beside addresses and CIDRs. */
const loopback = 'loopback'

/** Whether an item of `--trusted-proxies` means something. */
export function isProxyRange(text: string): boolean {
  return text === loopback || parse(text) !== undefined
}

/** Tells whether an address is one of the proxies whose word counts. */
export type IsTrusted = (address: string) => boolean

export function createTrustedProxies(ranges: readonly string[]): IsTrusted {
  const list = new BlockList()
  for (const range of ranges.flatMap((one) => (one === loopback ? ['127.0.0.0/8', '::1/128'] : [one]))) {
    const parsed = parse(range)
    if (parsed !== undefined) list.addSubnet(parsed.address, parsed.prefix, parsed.family)
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function parse(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  const isPrefix = bits === undefined || (/^\d{1,3}$/.test(bits) && prefix <= most)
  if (version === 0 || !isPrefix || rest.length > 0) return undefined
  return { address, prefix, family: version === 6 ? 'ipv6' : 'ipv4' }
}

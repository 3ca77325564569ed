import type { NetErrorKind } from '../errors.ts'
import type { Answers } from './harness.ts'

/** A name whose answers try to lead inside. */
export interface RebindingAttack {
  readonly title: string
  readonly answers: Answers
  readonly kind: NetErrorKind
}

export const publicAddress = '93.184.215.14'

const one = (title: string, ...addresses: readonly string[]): RebindingAttack => ({
  title,
  answers: [addresses],
  kind: 'blocked',
})

export const rebindingAttacks: readonly RebindingAttack[] = [
  one('loopback', '127.0.0.1'),
  one('IPv6 loopback', '::1'),
  one('the unspecified address', '0.0.0.0'),
  one('a private address', '192.168.1.1'),
  one('instance metadata', '169.254.169.254'),
  one('the platform service that looks public', '168.63.129.16'),
  one('carrier-grade NAT', '100.100.100.200'),
  one('a unique local address', 'fd00:ec2::254'),
  one('a link-local address with a zone', 'fe80::1%eth0'),
  one('a mapped address', '::ffff:127.0.0.1'),
  one('a mapped address in hexadecimal', '::ffff:a9fe:a9fe'),
  one('a NAT64 address of a private one', '64:ff9b::10.0.0.1'),
  one('a 6to4 address', '2002:7f00:1::'),
  one('a Teredo address', '2001:0:4136:e378:8000:63bf:80ff:fffe'),
  one('an IPv4-compatible address', '::7f00:1'),
  one('this machine by its public address', '198.41.0.4'),
  one('this machine by its public IPv6 address', '2001:503:ba3e::2:30'),
  one('a public and a private address together', publicAddress, '10.0.0.1'),
  one('many public addresses and one loopback', ...Array.from({ length: 200 }, () => publicAddress), '127.0.0.1'),
  one('a public IPv4 and a loopback IPv6 address', publicAddress, '::1'),
  one('something that is no address', 'localhost'),
  { title: 'no address at all', answers: [[]], kind: 'dns' },
]

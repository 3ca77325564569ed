/** One request as it reaches the gateway, and whom it is from. Trusted are loopback, 10.0.0.0/8 and fd00::/8. */
export interface PeerCase {
  readonly name: string
  /** Address of the socket's other end; 127.0.0.1, a trusted proxy, when not given. */
  readonly from?: string
  readonly headers: Readonly<Record<string, string>>
  readonly address: string
  readonly host?: string
  readonly protocol?: 'https'
}

const host = 'gateway.internal'

export const peerCases: readonly PeerCase[] = [
  { name: 'no proxy', from: '203.0.113.9', headers: { host }, address: '203.0.113.9' },
  {
    name: 'headers from anybody, ignored',
    from: '203.0.113.9',
    headers: { host, 'x-forwarded-for': '1.1.1.1', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    address: '203.0.113.9',
  },
  {
    name: 'Forwarded from anybody, ignored',
    from: '203.0.113.9',
    headers: { host, forwarded: 'for=1.1.1.1;host=evil.example;proto=https' },
    address: '203.0.113.9',
  },
  {
    name: 'a neighbour of a trusted range',
    from: '11.0.0.1',
    headers: { host, 'x-forwarded-for': '1.1.1.1' },
    address: '11.0.0.1',
  },
  { name: 'a proxy that says nothing', headers: { host }, address: '127.0.0.1' },
  {
    name: 'a proxy that says all',
    headers: {
      host,
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'sensorium.example',
      'x-forwarded-proto': 'https',
    },
    address: '203.0.113.9',
    host: 'sensorium.example',
    protocol: 'https',
  },
  {
    name: 'a client that begins the list',
    headers: { host, 'x-forwarded-for': '127.0.0.1, 8.8.8.8, 203.0.113.9' },
    address: '203.0.113.9',
  },
  {
    name: 'a chain of trusted proxies',
    headers: { host, 'x-forwarded-for': '203.0.113.9, 10.1.2.3, 10.4.5.6' },
    address: '203.0.113.9',
  },
  { name: 'only trusted proxies', headers: { host, 'x-forwarded-for': '10.1.2.3, 10.4.5.6' }, address: '10.1.2.3' },
  {
    name: 'a name in place of an address',
    headers: { host, 'x-forwarded-for': '8.8.8.8, unknown, 10.1.2.3' },
    address: '10.1.2.3',
  },
  { name: 'what is no address', headers: { host, 'x-forwarded-for': '<script>' }, address: '127.0.0.1' },
  { name: 'an empty list', headers: { host, 'x-forwarded-for': ' , ,' }, address: '127.0.0.1' },
  { name: 'an address with a port', headers: { host, 'x-forwarded-for': '203.0.113.9:4711' }, address: '203.0.113.9' },
  { name: 'an IPv6 address', headers: { host, 'x-forwarded-for': '2001:DB8::9' }, address: '2001:db8::9' },
  {
    name: 'an IPv6 address with a port',
    headers: { host, 'x-forwarded-for': '[2001:db8::9]:4711' },
    address: '2001:db8::9',
  },
  {
    name: 'IPv4 written as IPv6',
    from: '::ffff:127.0.0.1',
    headers: { host, 'x-forwarded-for': '::ffff:203.0.113.9' },
    address: '203.0.113.9',
  },
  {
    name: 'a trusted IPv6 proxy',
    from: 'fd00::1',
    headers: { host, 'x-forwarded-for': '203.0.113.9' },
    address: '203.0.113.9',
  },
  {
    name: 'another host after the client’s',
    headers: { host, 'x-forwarded-host': 'evil.example, sensorium.example' },
    address: '127.0.0.1',
    host: 'sensorium.example',
  },
  { name: 'a protocol that there is not', headers: { host, 'x-forwarded-proto': 'gopher' }, address: '127.0.0.1' },
  {
    name: 'Forwarded (RFC 7239)',
    headers: { host, forwarded: 'for=9.9.9.9, For="[2001:db8::9]:4711";Proto=https;Host="sensorium.example"' },
    address: '2001:db8::9',
    host: 'sensorium.example',
    protocol: 'https',
  },
  { name: 'an obfuscated Forwarded', headers: { host, forwarded: 'for=_hidden' }, address: '127.0.0.1' },
  {
    name: 'Forwarded passed on beside the proxy’s own X-Forwarded-For',
    headers: { host, forwarded: 'for=1.1.1.1;host=evil.example', 'x-forwarded-for': '203.0.113.9' },
    address: '203.0.113.9',
  },
  {
    name: 'a list longer than any chain',
    headers: {
      host,
      'x-forwarded-for': `8.8.8.8, ${Array.from({ length: 40 }, (_, at) => `10.0.0.${at}`).join(', ')}`,
    },
    address: '10.0.0.20',
  },
]

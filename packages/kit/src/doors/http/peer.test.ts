import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { peerCases } from './peer.cases.ts'
import { createPeerReader } from './peer.ts'
import { createRefusedKeys } from './refused-keys.ts'
import { createTrustedProxies, isProxyRange } from './trusted-proxies.ts'

const peerOf = createPeerReader(createTrustedProxies(['loopback', '10.0.0.0/8', 'fd00::/8']))

it.each(peerCases)(
  'knows whom a request is from: $name',
  ({ from = '127.0.0.1', headers, address, host, protocol }) => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: from })
    const request = new IncomingMessage(socket)
    Object.assign(request.headers, headers)
    expect(peerOf(request)).toEqual({ address, host: host ?? headers['host'], protocol: protocol ?? 'http' })
  },
)

it.each(['loopback', '10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', 'fd00::/8'])('takes %s for proxies', (range) => {
  expect(isProxyRange(range)).toBe(true)
})

it.each([
  '',
  'localhost',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0',
  '::/129',
  '10.0.0.0/-1',
  '10.0.0.0/8x',
])('refuses %j as a range of proxies', (range) => {
  expect(isProxyRange(range)).toBe(false)
})

it('counts refused keys by address and minute', () => {
  let time = 0
  const refused = createRefusedKeys(2, () => time)
  const count = () => refused.count('203.0.113.9')
  expect([count(), count(), count()]).toEqual([undefined, undefined, 60_000])
  expect(refused.count('203.0.113.10')).toBeUndefined()
  time = 60_000
  expect(count()).toBeUndefined()
})

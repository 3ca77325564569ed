import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { asAddress, systemNetwork } from './network.ts'

async function listening() {
  const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => void server.close() }
}

test.each([
  ['the only address', ['127.0.0.1']],
  ['the address that answers, of several', ['::1', '127.0.0.1']],
])('the system connects to %s', async (_title, addresses) => {
  using server = await listening()
  const socket = systemNetwork.connect(addresses.map(asAddress), server.port)
  const [data] = await once(socket, 'data')
  expect(String(data)).toBe('hello')
  socket.destroy()
})

test('the system looks up every address of a name', async () => {
  const addresses = await systemNetwork.lookup('localhost')
  expect(addresses.map(({ address }) => address).every((address) => /^(?:127\.|::1$)/.test(address))).toBe(true)
})

test('the system knows its own addresses', () => {
  expect(systemNetwork.own()).toContain('127.0.0.1')
})

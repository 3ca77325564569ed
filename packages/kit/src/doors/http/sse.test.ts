import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from '@modelcontextprotocol/server'
import { expect, it, onTestFinished } from 'vitest'
import { defaultLimits } from './limits.ts'
import { createSseDoor } from './sse.ts'

const identity = { principal: 'one', local: false }

/** A door whose protocol servers are ready when `ready` says so. */
async function openDoor(ready: () => Promise<unknown>, perPrincipal = 10) {
  const make = async () => {
    await ready()
    return new Server({ name: 'sse', version: '0' }, { capabilities: {} })
  }
  const door = createSseDoor('', make, { ...defaultLimits, sessionsPerPrincipal: perPrincipal })
  const opened: Promise<void>[] = []
  const http = createServer((_message, response) => void opened.push(door.open(response, identity, false)))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(async () => {
    await door[Symbol.asyncDispose]()
    http.closeAllConnections()
    http.close()
  })
  return { door, http, opened, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/sse` }
}

it('holds nothing for a client that left before its stream was ready', async () => {
  const gone = Promise.withResolvers<void>()
  const { door, http, opened, url } = await openDoor(() => gone.promise)
  const client = request(url)
  client.on('error', () => {})
  client.end()
  const [, response] = await once(http, 'request')
  client.destroy()
  await once(response, 'close')
  gone.resolve()
  await Promise.all(opened)
  expect(door.openCount()).toBe(0)
})

it('opens no more streams than one caller may have, also of those that ask at once', async () => {
  const { door, url } = await openDoor(async () => {}, 2)
  const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await fetch(url)).status))
  expect(statuses.sort((a, b) => a - b)).toEqual([200, 200, 503, 503, 503])
  expect(door.openCount()).toBe(2)
})

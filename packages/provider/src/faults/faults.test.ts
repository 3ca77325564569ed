import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFaultServer } from '../../../../test/vendors/fault-server.ts'
import { chat, chatStream } from '../api/chat.ts'
import { zaiWebSearch } from '../api/web-search.ts'
import { type Client, createClient } from '../client.ts'
import { ProviderError } from '../errors.ts'
import { zai } from '../vendors/zai.ts'
import { bodyFaults } from './body.cases.ts'
import { codeFaults } from './code.cases.ts'
import type { Fault } from './fault.ts'
import { networkFaults } from './network.cases.ts'
import { statusFaults } from './status.cases.ts'
import { timeFaults } from './time.cases.ts'

const key = 'fault-key-0123456789abcdef'
const totalMs = 5000
const request = { model: 'm', messages: [{ role: 'user' as const, content: 'say ok' }] }

/** Runs a case; `heard` gathers what a stream delivers. */
async function call(fault: Fault, client: Client, heard: string[]): Promise<string> {
  if (fault.call === 'search') {
    const { search_result } = await client.call(zaiWebSearch, { search_engine: 'search-prime', search_query: 'a' })
    return search_result.map(({ title }) => title).join()
  }
  if (fault.call !== 'stream') return (await client.call(chat, request)).text
  for await (const delta of client.stream(chatStream, request)) if (delta.type === 'text') heard.push(delta.text)
  return heard.join('')
}

async function settled(check: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 100 && !check(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10))
  return check()
}

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

async function run(fault: Fault): Promise<void> {
  await using server = await startFaultServer(fault)
  const client = createClient({
    vendor: zai,
    key,
    baseUrl: `http://127.0.0.1:${server.port}/api/paas/v4`,
    limits: { totalMs, ...fault.limits },
    retry: { baseMs: 5, ...fault.retry },
  })
  const heard: string[] = []
  const start = performance.now()
  const outcome = await call(fault, client, heard).catch((error: unknown) => error)
  const took = performance.now() - start

  if ('text' in fault.outcome) {
    expect(outcome).toBe(fault.outcome.text)
  } else {
    expect(outcome).toBeInstanceOf(ProviderError)
    expect(outcome).toMatchObject(fault.outcome)
    const { message } = outcome as ProviderError
    expect(message).toMatch(fault.says ?? /^zai: /)
    expect(message.length).toBeLessThan(900)
    expect(message).not.toContain(key)
  }
  expect(server.requests).toHaveLength(fault.requests)
  if (fault.before !== undefined) expect(heard.join('')).toBe(fault.before)
  // Generous: the deadline itself is exact, the machine is not.
  expect(took).toBeLessThan((fault.limits?.totalMs ?? totalMs) + 2000)
  await client.close()
  expect(await settled(() => server.connections() === 0), 'a socket is left').toBe(true)
}

let timersBefore = 0
beforeAll(() => {
  timersBefore = timers()
})
afterAll(async () => {
  expect(await settled(() => timers() <= timersBefore), 'a timer is left').toBe(true)
})

describe.each([
  ['time', timeFaults],
  ['network', networkFaults],
  ['body', bodyFaults],
  ['status', statusFaults],
  ['code', codeFaults],
] as const)('%s', (_name, faults) => {
  // Side by side, since most of them wait.
  it.concurrent.each(faults.map((fault) => [fault.name, fault] as const))('%s', async (_case, fault) => run(fault))
})

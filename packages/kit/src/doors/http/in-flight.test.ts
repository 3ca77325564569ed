import { describe, expect, it } from 'vitest'
import { createInFlight } from './in-flight.ts'

const call = (id: string | number) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: {} })
const cancel = (requestId: unknown) => ({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } })

describe('createInFlight', () => {
  it("aborts the call that its own client's notification names", () => {
    const inFlight = createInFlight()
    const abort = new AbortController()
    inFlight.track('alice', call(1), abort)
    inFlight.cancel('bob', cancel(1))
    inFlight.cancel('alice', cancel('1'))
    inFlight.cancel('alice', cancel(2))
    expect(abort.signal.aborted).toBe(false)
    inFlight.cancel('alice', cancel(1))
    expect(abort.signal.aborted).toBe(true)
  })

  it('leaves ambiguous ids alone, and forgets calls that ended', () => {
    const inFlight = createInFlight()
    const [first, second] = [new AbortController(), new AbortController()]
    const tracked = inFlight.track('alice', call(1), first)
    inFlight.track('alice', call(1), second)
    inFlight.cancel('alice', cancel(1))
    expect([first.signal.aborted, second.signal.aborted]).toEqual([false, false])
    tracked[Symbol.dispose]()
    inFlight.cancel('alice', cancel(1))
    expect([first.signal.aborted, second.signal.aborted]).toEqual([false, true])
  })

  it.each([[null], [[]], [[call(1)]], [{ method: 'notifications/cancelled' }], ['x']])('ignores %j', (body) => {
    const inFlight = createInFlight()
    inFlight.track('alice', body, new AbortController())[Symbol.dispose]()
    expect(() => inFlight.cancel('alice', body)).not.toThrow()
  })
})

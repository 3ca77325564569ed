import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSessionTable, type Session } from './sessions.ts'

const bounds = { perPrincipal: 2, total: 3, idleMs: 60_000 }

function session(principal: string, busy = false): Session & { closed: number } {
  const made = {
    principal,
    closed: 0,
    isBusy: () => busy,
    close: async () => {
      made.closed += 1
    },
  }
  return made
}

describe('createSessionTable', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('shows a session to its own principal only', () => {
    const table = createSessionTable(bounds)
    table.add('id', session('alice'))
    expect(table.find('id', 'alice')).toBeDefined()
    expect(table.find('id', 'mallory')).toBeUndefined()
    expect(table.find('other', 'alice')).toBeUndefined()
  })

  it('bounds sessions of one principal and of all', () => {
    const table = createSessionTable(bounds)
    table.add('1', session('alice'))
    table.add('2', session('alice'))
    expect(table.hasRoom('alice')).toBe(false)
    expect(table.hasRoom('bob')).toBe(true)
    table.add('3', session('bob'))
    expect(table.hasRoom('carol')).toBe(false)
    table.remove('1')
    table.remove('1')
    expect(table.hasRoom('alice')).toBe(true)
  })

  it('closes what nobody used, and spares what was used or is busy', async () => {
    const table = createSessionTable(bounds)
    const [abandoned, used, busy] = [session('a'), session('b'), session('c', true)]
    table.add('abandoned', abandoned)
    table.add('used', used)
    table.add('busy', busy)
    await vi.advanceTimersByTimeAsync(40_000)
    table.find('used', 'b')
    await vi.advanceTimersByTimeAsync(50_000)
    expect([abandoned.closed, used.closed, busy.closed]).toEqual([1, 0, 0])
    expect(table.size).toBe(2)
  })

  it('closes all at the end', async () => {
    const table = createSessionTable(bounds)
    const last = session('a')
    table.add('id', last)
    await table[Symbol.asyncDispose]()
    expect(last.closed).toBe(1)
    expect(table.size).toBe(0)
  })
})

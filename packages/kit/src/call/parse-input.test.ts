import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ToolError } from '../errors.ts'
import type { AnyTool } from '../tool.ts'
import { parseInput } from './parse-input.ts'

const input = z.object({
  query: z.string().min(1),
  count: z.int().min(1).max(50).default(10),
  exact: z.boolean().optional(),
  sites: z.array(z.string()).optional(),
})
const tool = { name: 'search', input } as AnyTool

describe('parseInput', () => {
  it('fills in defaults', () => {
    expect(parseInput(tool, { query: 'x' })).toEqual({ query: 'x', count: 10 })
  })

  it.each([
    ['quoted numbers', { query: 'x', count: '7' }, { count: 7 }],
    ['quoted booleans', { query: 'x', exact: 'true' }, { exact: true }],
    ['quoted lists', { query: 'x', sites: '["a","b"]' }, { sites: ['a', 'b'] }],
    ['null for what is left out', { query: 'x', exact: null, count: null }, { count: 10 }],
  ])('reads %s as weak models send them', (_name, args, expected) => {
    expect(parseInput(tool, args)).toMatchObject(expected)
  })

  it('keeps a numeric string where a string is wanted', () => {
    expect(parseInput(tool, { query: '42', count: '3' })).toMatchObject({ query: '42', count: 3 })
  })

  it.each([
    ['a missing parameter', {}, ['`query`']],
    ['a wrong type', { query: 'x', count: 'many' }, ['`count`']],
    ['a value out of range', { query: 'x', count: 99 }, ['`count`', '50']],
    ['a parameter that does not exist', { query: 'x', cuont: 3 }, ['`cuont` is not a parameter', '`count`']],
    ['several at once', { cuont: 3, count: -1 }, ['`cuont`', '`query`', '`count`']],
    ['no object', 'x', ['the arguments']],
    ['a list', [1], ['the arguments']],
  ])('refuses %s and names it', (_name, args, named) => {
    const error = thrown(() => parseInput(tool, args))
    expect(error.code).toBe('invalid_input')
    for (const part of named) expect(`${error.message}\n${error.hint}`).toContain(part)
    expect(error.hint).toContain('`query` (required)')
  })

  it('bounds what it repeats of a hostile key', () => {
    const error = thrown(() => parseInput(tool, { query: 'x', [`k${'x'.repeat(10_000)}`]: 1 }))
    expect(error.message.length).toBeLessThan(400)
  })
})

function thrown(run: () => unknown): ToolError {
  try {
    run()
  } catch (error) {
    if (ToolError.isInstance(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

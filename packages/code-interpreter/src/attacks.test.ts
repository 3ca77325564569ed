import { expect, it } from 'vitest'
import { attacks, representative } from './attacks.cases.ts'

it('holds at least a hundred programs', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(100)
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
})

it('names a representative of each class', () => {
  const names = new Set(attacks.map(({ name }) => name))
  expect(representative.filter((name) => !names.has(name))).toEqual([])
})

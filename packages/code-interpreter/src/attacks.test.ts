import { expect, it } from 'vitest'
import { attacks } from './attacks.cases.ts'

it('holds at least a hundred programs', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(100)
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
})

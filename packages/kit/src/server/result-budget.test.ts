import { expect, it } from 'vitest'
import { resultBudget } from './result-budget.ts'

it.each([
  ['claude-code', 48_000],
  ['codex-mcp-client', 11_500],
  ['Cline', 7_500],
  ['opencode/1.18.33', 48_000],
  ['something else', 20_000],
  [undefined, 20_000],
  [null, 20_000],
])('gives %s a budget of %d characters', (name, chars) => {
  expect(resultBudget(name)).toBe(chars)
})

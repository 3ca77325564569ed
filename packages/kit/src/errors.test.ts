import { expect, it } from 'vitest'
import { exitCodes } from './cli/exit.ts'
import { toolErrorCodes } from './errors.ts'

it('keeps the error codes that clients and docs name', () => {
  expect(toolErrorCodes).toEqual([
    'invalid_input',
    'not_found',
    'blocked',
    'unauthorized',
    'invalid_config',
    'rate_limited',
    'quota_exhausted',
    'unavailable',
    'timeout',
    'too_large',
    'cancelled',
    'internal',
  ])
})

it('keeps the exit codes that scripts depend on', () => {
  expect(exitCodes).toEqual({ ok: 0, failed: 1, usage: 2 })
})

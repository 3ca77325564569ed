import { expect, it } from 'vitest'
import { type Answer, providerError } from './failure.ts'
import { findStatement } from './statement.ts'
import { glmCodes } from './vendors/glm-codes.ts'

const answer: Answer = { vendor: 'zai', status: 429, headers: {}, body: '', secrets: ['planted-secret'] }

it.each([
  [{ choices: [] }],
  [{ code: 200, msg: 'Operation successful', success: true, data: {} }],
  [{ code: '', message: '', output: {} }],
  [{ error: null, id: '1' }],
  [{ message: 'a field of the answer' }],
  [{ type: 'response.completed', response: {} }],
  [[]],
  [null],
  ['text'],
])('finds no failure in %j', (body) => {
  expect(findStatement(body, true)).toBeUndefined()
})

it('reads the reset time of a quota in China time, and of ISO 8601 in its own', () => {
  const at = (message: string): Date | undefined =>
    providerError(answer, { code: '1308', message }, glmCodes('')).resetAt
  expect(at('Your limit will reset at 2099-10-02 20:34:12')?.toISOString()).toBe('2099-10-02T12:34:12.000Z')
  expect(at('resets 2099-10-02T20:34:12Z')?.toISOString()).toBe('2099-10-02T20:34:12.000Z')
  expect(at('resets 2099-10-02T20:34:12.5+02:00')?.toISOString()).toBe('2099-10-02T18:34:12.000Z')
  expect(at('您的限额将在 2099-11-10 18:00:00 重置')?.toISOString()).toBe('2099-11-10T10:00:00.000Z')
  expect(at('resets 2099-99-99 99:99:99')).toBeUndefined()
  expect(at('soon')).toBeUndefined()
})

it('takes no time from failures that are not about a quota', () => {
  const statement = { code: '1302', message: 'too many requests since 2020-01-01 00:00:00' }
  expect(providerError(answer, statement, glmCodes(''))).toMatchObject({ resetAt: undefined, retryAfterMs: undefined })
})

it('hands on when the quota resets as a delay too', () => {
  const statement = { code: '1308', message: 'Your limit will reset at 2099-10-02 20:34:12' }
  expect(providerError(answer, statement, glmCodes('')).retryAfterMs).toBeGreaterThan(1e12)
})

it('tells a Coding Plan key on the general base what to do, and not on the right one', () => {
  const statement = { code: '1113', message: 'Insufficient balance' }
  const general = providerError(answer, statement, glmCodes('https://api.z.ai/api/paas/v4/'))
  expect(general.message).toMatch(
    /^zai: Insufficient balance \(code 1113, HTTP 429\)\. Add credit.*Coding Plan base URL/,
  )
  const plan = providerError(answer, statement, glmCodes('https://api.z.ai/api/coding/paas/v4/'))
  expect(plan.message).not.toContain('Coding Plan')
})

it('holds neither secrets nor novels, wherever the vendor writes them', () => {
  const secret = 'planted-secret'
  const error = providerError(
    { ...answer, headers: { 'x-request-id': secret }, body: secret },
    { code: secret, message: `${secret.repeat(1000)} ${'y'.repeat(10_000)}\u0007\n\u001b[31m`, requestId: secret },
  )
  const shown = JSON.stringify(error) + error.message
  expect(shown).not.toContain(secret)
  expect(error.message.length).toBeLessThan(1100)
  expect(/\p{Cc}/u.test(error.message)).toBe(false)
})

it.each(['toString', '__proto__', 'constructor'])('does not look the code %j up in a prototype', (code) => {
  expect(providerError(answer, { code }, glmCodes('')).kind).toBe('rate')
})

import { describe, expect, it } from 'vitest'
import { redact, rememberSecret } from './redact.ts'

const secret = 'S3cret/Value+of=tests'

describe('redact', () => {
  it('hides a remembered secret wherever and however it stands', () => {
    rememberSecret(secret)
    const texts = [secret, `x${secret}y`, `?q=${encodeURIComponent(secret)}`, JSON.stringify({ deep: [secret] })]
    for (const text of texts) {
      expect(redact(text)).not.toContain(secret)
      expect(redact(text)).not.toContain(encodeURIComponent(secret))
    }
  })

  it.each([
    ['a bearer header', 'Authorization: Bearer abc123def456', 'abc123def456'],
    ['a bare header', 'authorization: abc123def456', 'abc123def456'],
    ['a query key', 'GET /sse?Authorization=abc123def456&x=1', 'abc123def456'],
    ['an api key in a query', 'https://a.example/?api_key=abc123def456', 'abc123def456'],
    ['a JSON member', '{"x-api-key":"abc123def456"}', 'abc123def456'],
    ['credentials in a URL', 'https://user:abc123def456@a.example/', 'abc123def456'],
    ['a vendor key by its shape', 'key 0123456789abcdef0123456789abcdef.Abcdefgh12345678 refused', 'Abcdefgh12345678'],
    ['a forge token by its shape', 'git failed for ghp_abcdefghijklmnop1234', 'ghp_abcdefghijklmnop1234'],
  ])('hides %s that nobody told it of', (_name, text, hidden) => {
    expect(redact(text)).not.toContain(hidden)
    expect(redact(text)).toContain('[redacted]')
  })

  it('leaves ordinary text alone', () => {
    const text = 'tool-call webSearch took 12 ms; see https://example.com/docs?page=2#authorization for more'
    expect(redact(text)).toBe(text)
  })

  it('does not take a short value for a secret, since it would hide ordinary words', () => {
    rememberSecret('the')
    expect(redact('the page')).toBe('the page')
  })
})

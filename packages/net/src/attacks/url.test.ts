import { describe, expect, test } from 'vitest'
import { NetError } from '../errors.ts'
import { checkUrl } from '../url.ts'
import { readableUrls, urlAttacks } from './url.cases.ts'

function refusal(url: string, allowHosts?: readonly string[]): unknown {
  try {
    return checkUrl(url, allowHosts).href
  } catch (error) {
    return error
  }
}

describe('an address that a model gave', () => {
  test.each(urlAttacks)('is refused as $kind: $url ($why)', ({ url, kind }) => {
    const error = refusal(url)
    expect(error).toBeInstanceOf(NetError)
    expect(error).toMatchObject({ kind })
  })

  test.each(readableUrls)('is read: %s', (given, canonical) => {
    expect(checkUrl(given).href).toBe(canonical)
  })

  test('has its user name, password and query kept out of the error', () => {
    const error = refusal('http://user:hunter2@10.0.0.1/path?token=s3cret#s3cret') as NetError
    expect(`${error.message} ${error.url}`).not.toMatch(/hunter2|s3cret|user:/)
    expect(error.url).toBe('http://10.0.0.1/path?…')
  })
})

describe('allowHosts', () => {
  test.each([
    [['127.0.0.1'], 'http://127.0.0.1:9999/'],
    [['127.0.0.1:9999'], 'http://2130706433:9999/'],
    [['LOCALHOST'], 'http://localhost/'],
    [['[::1]:3000'], 'http://[0:0::1]:3000/'],
    [['wiki', 'db.internal:6379'], 'http://db.internal:6379/'],
    [['example.com:443'], 'https://example.com/'],
  ])('%j permits %s', (allowHosts, url) => {
    expect(refusal(url, allowHosts)).toBeTypeOf('string')
  })

  test.each([
    [['127.0.0.1:9999'], 'http://127.0.0.1:9998/'],
    [['localhost'], 'http://a.localhost/'],
    [['localhost'], 'http://127.0.0.1/'],
    [['wiki'], 'http://wiki.internal/'],
    [['*', ''], 'http://10.0.0.1/'],
  ])('%j does not permit %s', (allowHosts, url) => {
    expect(refusal(url, allowHosts)).toMatchObject({ kind: 'blocked' })
  })
})

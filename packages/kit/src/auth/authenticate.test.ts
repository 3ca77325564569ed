import { describe, expect, it } from 'vitest'
import { admitKeys } from './authenticate.ts'
import { digestOf, type KeyRecord } from './key-line.ts'

/** Records that count how often their hash is looked at, so that what takes time can be told without a clock. */
function watched(...keys: string[]) {
  let looks = 0
  const records = keys.map((key): KeyRecord => {
    const digest = digestOf(key)
    return {
      name: key,
      get digest() {
        looks += 1
        return digest
      },
      grant: {},
    }
  })
  return { admit: admitKeys(() => records), looks: () => looks }
}

describe('a key', () => {
  it.each([
    ['the first', 'a'.repeat(20), 'a'.repeat(20)],
    ['the last', 'c'.repeat(20), 'c'.repeat(20)],
    ['none, but nearly the first', `${'a'.repeat(19)}b`, undefined],
    ['none, and short', 'x', undefined],
    ['none, and long', 'x'.repeat(10_000), undefined],
    ['not given', undefined, undefined],
    ['empty', '', undefined],
  ])('that is %s is compared with all hashes, whole', (_name, credential, principal) => {
    const { admit, looks } = watched('a'.repeat(20), 'b'.repeat(20), 'c'.repeat(20))
    expect(admit(credential)?.principal).toBe(principal)
    expect(looks()).toBe(3)
  })

  it('is compared as a hash: whatever its length, as many bytes', () => {
    for (const key of ['', 'x', 'x'.repeat(10_000), 'ключ']) expect(digestOf(key)).toHaveLength(32)
  })
})

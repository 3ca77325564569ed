import { expect, it } from 'vitest'
import { otherPages, samePages } from './canonical-url.cases.ts'
import { canonicalUrl } from './canonical-url.ts'

it.each(samePages)('%s is %s', (one, other) => {
  expect(canonicalUrl(one)).toBe(canonicalUrl(other))
})

it.each(otherPages)('%s is not %s', (one, other) => {
  expect(canonicalUrl(one)).not.toBe(canonicalUrl(other))
})

it('leaves what is no address as it is', () => {
  expect(canonicalUrl('not an address')).toBe('not an address')
})

import { expect, it } from 'vitest'
import { isOnDomain, readDomain } from './domain.ts'

it.each([
  ['docs.python.org', 'docs.python.org'],
  ['https://Docs.Python.org/3/library?x#y', 'docs.python.org'],
  ['www.example.com', 'example.com'],
  ['*.example.com', 'example.com'],
  ['site:example.com', 'example.com'],
  ['example.com.', 'example.com'],
  ['example.com:8080', 'example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['user:secret@example.com', 'example.com'],
  ['localhost', undefined],
  ['not a domain', undefined],
  ['', undefined],
  ['http://', undefined],
  ['a"b.com', undefined],
])('reads %j as %j', (value, domain) => {
  expect(readDomain(value)).toBe(domain)
})

it('takes subdomains and nothing that only looks like one', () => {
  expect(isOnDomain('https://a.b.example.com/x', 'example.com')).toBe(true)
  expect(isOnDomain('https://example.com/', 'example.com')).toBe(true)
  expect(isOnDomain('https://notexample.com/', 'example.com')).toBe(false)
  expect(isOnDomain('https://example.com.evil.org/', 'example.com')).toBe(false)
  expect(isOnDomain('https://evil.org/?example.com', 'example.com')).toBe(false)
})

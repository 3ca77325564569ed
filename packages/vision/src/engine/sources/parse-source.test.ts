import { expect, it } from 'vitest'
import { parseSource } from './parse-source.ts'

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(300, 7)])

it.each([
  ['shot.png', 'shot.png'],
  ['./a b/shot.png', './a b/shot.png'],
  ['/tmp/shot.png', '/tmp/shot.png'],
  ['~/shot.png', '~/shot.png'],
  ['  "/tmp/with space.png"  ', '/tmp/with space.png'],
  ['`shot.png`', 'shot.png'],
  ['<shot.png>', 'shot.png'],
  ['file:///tmp/a%20b.png', '/tmp/a b.png'],
  ['file://localhost/tmp/a.png', '/tmp/a.png'],
  ['C:\\Users\\me\\shot.png', 'C:\\Users\\me\\shot.png'],
  ['c:/Users/me/shot.png', 'c:/Users/me/shot.png'],
  ['file:///C:/Users/me/a%20b.png', 'C:/Users/me/a b.png'],
  ['images\\shot.png', 'images\\shot.png'],
])('takes %s for a path', (given, path) => {
  expect(parseSource(given)).toEqual({ kind: 'path', path })
})

it('takes an http address for a URL', () => {
  expect(parseSource('https://example.org/a.png?x=1')).toMatchObject({ kind: 'url', url: { host: 'example.org' } })
})

it.each([
  ['a data: URL', `data:image/png;base64,${png.toString('base64')}`],
  ['a data: URL whose type lies', `data:text/plain;base64,${png.toString('base64')}`],
  ['a data: URL with a percent-encoded payload', `data:image/png;base64,${encodeURIComponent(png.toString('base64'))}`],
  ['bare base64', png.toString('base64')],
  ['base64 broken into lines', png.toString('base64').replace(/(.{76})/g, '$1\n')],
  ['an MCP image block', JSON.stringify({ type: 'image', data: png.toString('base64'), mimeType: 'image/png' })],
])('takes the bytes out of %s', (_, given) => {
  expect(parseSource(given)).toEqual({ kind: 'inline', bytes: png })
})

it('takes unencoded data, a lone percent sign included', () => {
  const source = parseSource('data:image/svg+xml,%3Csvg width="100%"/%3E')
  expect(source.kind === 'inline' && source.bytes.toString()).toBe('<svg width="100%"/>')
})

it.each([
  ['', /empty/],
  ['   ', /empty/],
  ['a\0b.png', /NUL/],
  ['\\\\server\\share\\a.png', /[Nn]etwork shares/],
  ['//server/share/a.png', /[Nn]etwork shares/],
  ['file://server/share/a.png', /another host/],
  ['file:///C:/%zz.png', /not a path/],
  ['ftp://example.org/a.png', /ftp/],
  ['javascript:alert(1)', /javascript/],
  ['http://', /cannot be parsed/],
  ['data:image/png;base64', /no comma/],
  ['data:image/png;base64,***', /not base64/],
  [`${'a/'.repeat(3000)}b.png`, /characters long/],
])('refuses %j in a sentence of its own', (given, sentence) => {
  expect(() => parseSource(given)).toThrow(sentence)
})

it('refuses inline data that is too large before decoding it', () => {
  expect(() => parseSource(`data:image/png;base64,${'A'.repeat(90_000_000)}`)).toThrow(/over the limit/)
})

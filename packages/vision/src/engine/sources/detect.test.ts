import { expect, it } from 'vitest'
import { drawing } from '../../testing/pictures.ts'
import { detect } from './detect.ts'

const text = (value: string) => Buffer.from(value)

it.each(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff'] as const)('knows %s by its content', async (format) => {
  const bytes = await drawing(64, 64).toFormat(format).toBuffer()
  expect(await detect(bytes, 'x.txt')).toEqual({ kind: 'image', mime: `image/${format}` })
})

it.each([
  ['bare', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['with a declaration', '<?xml version="1.0"?>\n<svg width="1"/>'],
  ['with a byte order mark and comments', '\uFEFF<!-- made by -->\n<!-- a tool -->\n<svg>'],
  ['with a document type', '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg>'],
  ['with entities', '<!DOCTYPE svg [<!ENTITY a "b">]><svg>'],
])('knows SVG %s', async (_, svg) => {
  expect(await detect(text(svg), 'x')).toEqual({ kind: 'image', mime: 'image/svg+xml' })
})

it('knows PDF and video', async () => {
  expect(await detect(text('%PDF-1.7\n'), 'x.png')).toMatchObject({ kind: 'pdf' })
  const mp4 = Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex')
  expect(await detect(mp4, 'x.png')).toMatchObject({ kind: 'video' })
})

it.each([
  ['text named .png', text('root:x:0:0:root:/root:/bin/bash\n'), /holds text/],
  ['text cut inside a character', text(`ä${'ö'.repeat(100)}`).subarray(0, 101), /holds text/],
  ['HTML', text('<!doctype html><svg></svg>'), /holds text/],
  ['XML that is no SVG', text('<?xml version="1.0"?><feed/>'), /holds text/],
  ['nothing', Buffer.alloc(0), /is empty/],
  ['noise', Buffer.from('00f1e2d3c4b5a697887766554433221100', 'hex'), /unknown type/],
  ['an archive', Buffer.from('504b03040a0000000000000000000000000000000000000000000000000000', 'hex'), /zip/],
  ['a compressed SVG', Buffer.from('1f8b08000000000000034b4c4a4e010000', 'hex'), /gzip/],
  ['a program', Buffer.from('7f454c46020101000000000000000000', 'hex'), /elf/],
  ['HEIC', Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'), /image\/heic.*not decoded/],
  ['BMP', Buffer.from('424d3a000000000000003600000028000000', 'hex'), /image\/bmp.*not decoded/],
])('refuses %s in a sentence of its own', async (_, bytes, sentence) => {
  await expect(detect(bytes, 'x.png')).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringMatching(sentence),
  })
})

it('names the way out for formats that must be converted', async () => {
  const heic = Buffer.from('000000186674797068656963000000006d69663168656963', 'hex')
  await expect(detect(heic, 'x')).rejects.toMatchObject({ hint: expect.stringContaining('PNG or JPEG') })
})

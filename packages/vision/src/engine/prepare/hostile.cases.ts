import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { drawing, photo } from '../../testing/pictures.ts'

/** Pictures that mean harm or are broken, and the sentence that refuses each. */
export interface RefusedPicture {
  readonly name: string
  readonly mime: string
  readonly bytes: () => Promise<Buffer> | Buffer
  readonly code: string
  readonly sentence: RegExp
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}

/** A PNG of the claimed size whose data is the given number of zero bytes, compressed a thousandfold. */
function pngClaiming(width: number, height: number, zeros = 100): Buffer {
  const header = Buffer.from('0000000000000000080200000000', 'hex').subarray(0, 13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(zeros))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

const svg = (inside: string, attributes = 'width="400" height="300"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  )

export const refusedPictures: readonly RefusedPicture[] = [
  {
    name: 'a PNG that claims 900 million pixels',
    mime: 'image/png',
    bytes: () => pngClaiming(30_000, 30_000),
    code: 'too_large',
    sentence: /30000 × 30000 pixels/,
  },
  {
    name: 'a PNG that claims the largest size there is',
    mime: 'image/png',
    bytes: () => pngClaiming(0x7fffffff, 0x7fffffff),
    code: 'too_large|invalid_input',
    sentence: /pixels|damaged/,
  },
  {
    name: 'a PNG of no size',
    mime: 'image/png',
    bytes: () => pngClaiming(0, 0),
    code: 'invalid_input',
    sentence: /damaged/,
  },
  {
    name: 'an SVG of 60,000 × 60,000',
    mime: 'image/svg+xml',
    bytes: () => svg('', 'width="60000" height="60000"'),
    code: 'too_large',
    sentence: /60000 × 60000/,
  },
  {
    name: 'an SVG whose entities grow without end',
    mime: 'image/svg+xml',
    bytes: () => {
      const entities = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')
      return Buffer.from(
        `<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">${entities}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&e12;</text></svg>`,
      )
    },
    code: 'invalid_input|too_large',
    sentence: /damaged|too long/,
  },
  {
    name: 'a cut PNG',
    mime: 'image/png',
    bytes: async () => (await drawing(800, 600).png().toBuffer()).subarray(0, 3000),
    code: 'invalid_input',
    sentence: /damaged or cut off/,
  },
  {
    name: 'a cut JPEG',
    mime: 'image/jpeg',
    bytes: async () => (await (await photo(800, 600)).jpeg().toBuffer()).subarray(0, 9000),
    code: 'invalid_input',
    sentence: /damaged or cut off/,
  },
  {
    name: 'a header without a picture',
    mime: 'image/gif',
    bytes: () => Buffer.from('GIF89a'),
    code: 'invalid_input',
    sentence: /damaged/,
  },
]

const behind = Buffer.from('PK\x03\x04 and a web page <script>alert(1)</script>')

/** Files that are a picture and something else; what is sent must be the picture alone. */
export const polyglots: readonly {
  readonly name: string
  readonly mime: string
  readonly bytes: () => Promise<Buffer>
}[] = [
  {
    name: 'a PNG with an archive behind it',
    mime: 'image/png',
    bytes: async () => Buffer.concat([await drawing(300, 200).png().toBuffer(), behind]),
  },
  {
    name: 'a JPEG with a page behind it',
    mime: 'image/jpeg',
    bytes: async () => Buffer.concat([await (await photo(300, 200)).jpeg().toBuffer(), behind]),
  },
  {
    name: 'a PNG whose last bytes imitate its end',
    mime: 'image/png',
    bytes: async () =>
      Buffer.concat([await drawing(300, 200).png().toBuffer(), behind, Buffer.from('0000000049454e44ae426082', 'hex')]),
  },
  {
    name: 'a JPEG with two pictures',
    mime: 'image/jpeg',
    bytes: async () =>
      Buffer.concat([await (await photo(300, 200)).jpeg().toBuffer(), await (await photo(300, 200)).jpeg().toBuffer()]),
  },
]

const red = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ff0000' } })
  .png()
  .toBuffer()

/** SVGs that reach for something outside; all must render as if it were not there: `target` is a red PNG on disk. */
export const reachingSvgs: readonly { readonly name: string; readonly svg: (target: string) => Buffer }[] = [
  { name: 'a file as image', svg: (target) => svg(`<image href="file://${target}" width="400" height="300"/>`) },
  {
    name: 'a relative file as image',
    svg: (target) => svg(`<image xlink:href="${target.split('/').at(-1)}" width="400" height="300"/>`),
  },
  { name: 'an absolute path as image', svg: (target) => svg(`<image href="${target}" width="400" height="300"/>`) },
  {
    name: 'an address as image',
    svg: () => svg('<image href="http://127.0.0.1:9/red.png" width="400" height="300"/>'),
  },
  { name: 'an imported style sheet', svg: (target) => svg(`<style>@import url("file://${target}.css");</style>`) },
  {
    name: 'an external entity',
    svg: (target) =>
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY x SYSTEM "file://${target}.txt">]>${svg('<text y="50" font-size="40" fill="red">&x;</text>').toString()}`,
      ),
  },
  {
    name: 'an included file',
    svg: (target) => svg(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://${target}.svg"/>`),
  },
  {
    name: 'a script',
    svg: () =>
      svg(
        "<script>document.documentElement.innerHTML = \"&lt;rect width='400' height='300' fill='red'/&gt;\"</script>",
      ),
  },
  {
    name: 'foreign HTML',
    svg: () =>
      svg(
        '<foreignObject width="400" height="300"><body xmlns="http://www.w3.org/1999/xhtml" style="background:red">x</body></foreignObject>',
      ),
  },
]

export { red as redPicture }

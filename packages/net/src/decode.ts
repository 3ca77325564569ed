import { Readable, type Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { NetError } from './errors.ts'

/** A stage of a stream pipeline: turns the chunks of one iterable into those of another. */
export type Stage = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

/** Content-codings beyond this many are an attack, not a compression. */
const maxCodings = 2

/** RFC 9659: zstd as a content-coding needs at most an 8 MiB window; more is the sender spending our memory. */
const zstdWindowLog = 23

function through(create: (first: Buffer) => Transform): Stage {
  return async function* decode(source) {
    const chunks = source[Symbol.asyncIterator]()
    const first = await chunks.next()
    // A body may be announced as compressed and be empty (HEAD-like answers, 304); that is not a damaged stream.
    if (first.done === true) return
    const decoder = create(first.value)
    const input = Readable.from(
      (async function* restored() {
        yield first.value
        yield* { [Symbol.asyncIterator]: () => chunks }
      })(),
    )
    input.on('error', (error) => decoder.destroy(error))
    yield* input.pipe(decoder) as AsyncIterable<Buffer>
  }
}

/** `deflate` means zlib, but enough servers send raw deflate: a zlib header's first byte names method 8. */
function inflate(first: Buffer): Transform {
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
}

const decoders: ReadonlyMap<string, Stage> = new Map([
  ['gzip', through(() => createGunzip())],
  ['x-gzip', through(() => createGunzip())],
  ['deflate', through(inflate)],
  ['br', through(() => createBrotliDecompress())],
  ['zstd', through(() => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: zstdWindowLog } }))],
])

export const acceptEncoding = 'gzip, br, zstd, deflate'

/** The decoding stages of a Content-Encoding value, in the order to apply them. */
export function decodersFor(contentEncoding: string | undefined, url: URL): readonly Stage[] {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  const stages = codings.map((coding) => decoders.get(coding))
  if (codings.length > maxCodings || stages.includes(undefined)) {
    const named = codings.join(', ').slice(0, 60)
    throw new NetError('protocol', `${url.host} compressed its answer in a way we do not read (${named}).`, { url })
  }
  return stages.filter((stage) => stage !== undefined).reverse()
}

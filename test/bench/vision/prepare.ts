/**
 * Preparation: time and bytes of a photo and of screenshots, and what twenty 4K screenshots at once cost.
 * `node --conditions=@sensorium/source test/bench/vision/prepare.ts`
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import PQueue from 'p-queue'
import { limitsOf } from '../../../packages/vision/src/engine/prepare/limits.ts'
import { prepare } from '../../../packages/vision/src/engine/prepare/prepare.ts'
import { drawing, loaded, photo } from '../../../packages/vision/src/testing/pictures.ts'
import { medianMs, printTable, whole } from './measure.ts'

const never = new AbortController().signal
const limits = limitsOf(['glm-5.3-flash'])
const queue = new PQueue({ concurrency: 2 })
const run = (bytes: Buffer, mime: string) => prepare(loaded(bytes, mime), limits, limits.images, queue, never)

const inputs: Record<string, readonly [Buffer, string]> = {
  '12 MP photo with EXIF, JPEG': [
    await (await photo(4032, 3024)).jpeg({ quality: 92 }).withMetadata({ orientation: 6 }).toBuffer(),
    'image/jpeg',
  ],
  '4K screenshot, PNG': [await drawing(3840, 2160).removeAlpha().png().toBuffer(), 'image/png'],
  '4K screenshot, WebP': [await drawing(3840, 2160).webp().toBuffer(), 'image/webp'],
  'page of 1280 × 12,000, PNG': [await drawing(1280, 12_000).removeAlpha().png().toBuffer(), 'image/png'],
}
const rows = []
for (const [input, [bytes, mime]] of Object.entries(inputs)) {
  const { pictures } = await run(bytes, mime)
  const sent = pictures.reduce((sum, picture) => sum + picture.bytes.length, 0)
  rows.push({
    input,
    'ms (median)': whole(await medianMs(3, () => run(bytes, mime))),
    'bytes sent / given': (sent / bytes.length).toFixed(2),
    pictures: pictures.length,
    identical: String(pictures[0]?.bytes === bytes),
  })
}
printTable('Preparation for glm-5.3-flash', rows)

const shots = Array.from({ length: 20 }, (_, at) => inputs[at % 2 === 0 ? '4K screenshot, PNG' : '4K screenshot, WebP'])
let resident = 0
const watch = setInterval(() => {
  resident = Math.max(resident, process.memoryUsage.rss())
}, 20)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
await Promise.all(shots.map(async (shot) => shot && run(Buffer.from(shot[0]), shot[1])))
delay.disable()
clearInterval(watch)
printTable('Twenty 4K screenshots at once', [
  {
    'RSS MB, peak': whole(resident / 1e6),
    'event loop, ms p99': (delay.percentile(99) / 1e6).toFixed(0),
    'ms max': (delay.max / 1e6).toFixed(0),
  },
])

import { monitorEventLoopDelay } from 'node:perf_hooks'
import PQueue from 'p-queue'
import { expect, it } from 'vitest'
import { diffPictures } from './engine/diff/diff.ts'
import { limitsOf } from './engine/prepare/limits.ts'
import { prepare } from './engine/prepare/prepare.ts'
import { drawing, loaded } from './testing/pictures.ts'

it('prepares twenty 4K screenshots at once within 1 GB, and compares them, without blocking', {
  timeout: 180_000,
}, async () => {
  const png = await drawing(3840, 2160).png().toBuffer()
  const webp = await drawing(3840, 2160).webp({ quality: 90 }).toBuffer()
  const decoding = new PQueue({ concurrency: 2 })
  const never = new AbortController().signal
  const shots = Array.from({ length: 20 }, (_, at) =>
    loaded(Buffer.from(at % 2 === 0 ? png : webp), at % 2 === 0 ? 'image/png' : 'image/webp'),
  )
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let resident = 0
  const watch = setInterval(() => {
    resident = Math.max(resident, process.memoryUsage.rss())
  }, 20)
  delay.enable()
  const limits = limitsOf(['glm-5.3-flash'])
  const work = shots.map((shot) => prepare(shot, limits, limits.images, decoding, never))
  const pairs = shots.slice(0, 4).map((shot) => diffPictures(shot, loaded(png), decoding, never))
  const prepared = await Promise.all(work)
  await Promise.all(pairs)
  delay.disable()
  clearInterval(watch)

  expect(prepared.flatMap(({ pictures }) => pictures)).toHaveLength(20)
  expect(resident).toBeLessThan(1e9)
  // 50 ms is the goal on a quiet machine (test/bench/vision measures it); shared cores add what is not ours.
  expect(delay.percentile(99) / 1e6).toBeLessThan(250)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import PQueue from 'p-queue'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loaded } from '../../testing/pictures.ts'
import { polyglots, reachingSvgs, redPicture, refusedPictures } from './hostile.cases.ts'
import { limitsOf } from './limits.ts'
import { prepare } from './prepare.ts'

const queue = new PQueue({ concurrency: 2 })
const run = (bytes: Buffer, mime: string) =>
  prepare(loaded(bytes, mime, 'evil'), limitsOf([]), 8, queue, new AbortController().signal)

it.each(refusedPictures)('refuses $name', async ({ bytes, mime, code, sentence }) => {
  await expect(run(await bytes(), mime)).rejects.toMatchObject({
    code: expect.stringMatching(new RegExp(`^(${code})$`)),
    message: expect.stringMatching(sentence),
  })
})

it.each(polyglots)('sends only the picture of $name', async ({ bytes, mime }) => {
  const given = await bytes()
  const { pictures } = await run(given, mime)
  expect(pictures).toHaveLength(1)
  expect(pictures[0]?.bytes.includes('script')).toBe(false)
  expect(pictures[0]?.bytes.equals(given)).toBe(false)
})

describe('an SVG that reaches outside', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vision-svg-'))
    const target = path.join(folder, 'red.png')
    await writeFile(target, redPicture)
    await writeFile(`${target}.css`, 'svg { background: red }')
    await writeFile(`${target}.txt`, 'SECRET')
    await writeFile(
      `${target}.svg`,
      '<svg xmlns="http://www.w3.org/2000/svg"><rect width="400" height="300" fill="red"/></svg>',
    )
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each(reachingSvgs)('does not get $name', async ({ svg }) => {
    const outcome = await run(svg(path.join(folder, 'red.png')), 'image/svg+xml').catch((error: Error) => error)
    if (outcome instanceof Error) return expect(outcome.message).toMatch(/damaged/)
    const { channels } = await sharp(outcome.pictures[0]?.bytes).stats()
    const [redMean = 0, greenMean = 0] = channels.map(({ mean }) => mean)
    expect(redMean - greenMean).toBeLessThan(1)
  })
})

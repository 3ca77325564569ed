import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from '@sensorium/kit/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openaiStandIn, startStandIn, zaiStandIn } from '../../../../../test/vendors/index.ts'
import { toolset } from '../../index.ts'

const hasFfmpeg = existsSync('/usr/bin/ffmpeg')

describe.skipIf(!hasFfmpeg)('videos (skipped without /usr/bin/ffmpeg)', () => {
  let folder = ''
  const at = (name: string) => path.join(folder, name)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vision-video-'))
    const half = (colour: string) => ['-f', 'lavfi', '-i', `color=${colour}:size=320x180:rate=10:duration=2`]
    for (const [name, ...codec] of [
      ['a.mp4', '-pix_fmt', 'yuv420p'],
      ['a.mov', '-pix_fmt', 'yuv420p'],
      ['a.webm', '-c:v', 'libvpx'],
      ['a.avi', '-c:v', 'mpeg4'],
    ] as const) {
      execFileSync('ffmpeg', [
        '-loglevel',
        'error',
        ...half('red'),
        ...half('blue'),
        '-filter_complex',
        '[0][1]concat',
        ...codec,
        at(name),
      ])
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const watch = async (video_source: string, env: Record<string, string> = {}) => {
    await using connected = await connect(toolset, { env })
    const { content, isError } = await connected.client.callTool({
      name: 'video_analysis',
      arguments: { video_source, prompt: 'What happens?' },
    })
    const blocks = content as { type: string; text?: string; data?: string }[]
    return {
      text: blocks[0]?.text ?? '',
      images: blocks.filter(({ type }) => type === 'image').map(({ data }) => Buffer.from(data ?? '', 'base64')),
      isError,
    }
  }
  const colourOf = async (jpeg: Buffer | undefined) =>
    [...(await sharp(jpeg).resize(1, 1).raw().toBuffer())].map((value) => value > 128)

  it.each(['a.mp4', 'a.mov', 'a.webm', 'a.avi'])(
    'shows frames of %s in order, with their times',
    { timeout: 60_000 },
    async (name) => {
      const { text, images } = await watch(at(name))
      expect(text).toMatch(/8 frames: 0\.\d s, 0\.\d s/)
      expect(images).toHaveLength(8)
      expect(await colourOf(images[0])).toEqual([true, false, false])
      expect(await colourOf(images[7])).toEqual([false, false, true])
    },
  )

  it('goes by content, and leaves no copy of an inline video behind', { timeout: 60_000 }, async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('sensorium-video-'))
    const { images } = await watch(`data:text/plain;base64,${(await readFile(at('a.mp4'))).toString('base64')}`)
    expect(images).toHaveLength(8)
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('sensorium-video-'))).toEqual(before)
  })

  it('sends a small video whole to a model that takes it', async () => {
    await using server = await startStandIn(zaiStandIn)
    const { text } = await watch(at('a.mp4'), {
      Z_AI_API_KEY: 'standin-key-0123456789',
      Z_AI_BASE_URL: `${server.url}/api/paas/v4`,
    })
    expect(text).toMatch(/Seen whole by Z\.AI/)
    expect(JSON.stringify(server.requests[0]?.body)).toContain('"video_url":{"url":"data:video/mp4;base64,')
  })

  it('sends frames to a model that takes none', { timeout: 60_000 }, async () => {
    await using server = await startStandIn(openaiStandIn)
    const env = {
      SENSORIUM_VISION_BASE_URL: `${server.url}/v1`,
      SENSORIUM_VISION_MODEL: 'llava',
      SENSORIUM_VISION_API_KEY: 'standin-key-0123456789',
    }
    const { text } = await watch(at('a.mp4'), env)
    expect(text).toMatch(/as 8 frames/)
    expect(JSON.stringify(server.requests[0]?.body).match(/"image_url":\{/g)).toHaveLength(8)
  })

  it.each([
    ['a playlist', 'list.mp4', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', /text, not/],
    ['a concatenation', 'concat.mp4', "ffconcat version 1.0\nfile '/etc/passwd'\n", /text, not/],
    ['a password file', 'passwd.mp4', 'root:x:0:0:root:/root:/bin/bash\n', /text, not/],
  ])('does not open %s named .mp4', async (_, name, content, sentence) => {
    await writeFile(at(name), content)
    expect((await watch(at(name))).text).toMatch(sentence)
  })

  it('refuses a damaged video, and a linked secret', { timeout: 60_000 }, async () => {
    await writeFile(at('cut.mp4'), (await readFile(at('a.mp4'))).subarray(0, 600))
    expect((await watch(at('cut.mp4'))).text).toMatch(/cannot be decoded|no frame/)
    await symlink('/etc/passwd', at('link.mp4'))
    expect((await watch(at('link.mp4'))).isError).toBe(true)
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ToolError } from '@sensorium/kit'
import type PQueue from 'p-queue'
import type { Picture } from '../prepare/picture.ts'
import type { LoadedBytes, LocatedFile } from '../sources/load.ts'
import { frameBounds, runFfmpeg, type VideoFile } from './ffmpeg.ts'

/** Long side of a frame: text of a screen recording stays readable. */
const frameSide = 1280
/** Frames for each second of a short video. */
const frequency = 2

/**
 * Takes frames spread evenly over a video, each captioned with its time.
 * @param seconds Duration where it is known; asked of ffprobe otherwise.
 */
export async function takeFrames(
  loaded: LoadedBytes | LocatedFile,
  seconds: number | undefined,
  budget: number,
  queue: PQueue,
  signal: AbortSignal,
): Promise<readonly Picture[]> {
  await using file = await onDisk(loaded)
  const duration = seconds ?? (await probeDuration(file, signal))
  const count = Math.min(budget, Math.max(1, Math.ceil(duration * frequency)))
  const times = Array.from({ length: count }, (_, index) => ((index + 0.5) * duration) / count)
  const frames = await Promise.all(times.map((time) => queue.add(() => takeFrame(file, time, signal), { signal })))
  const taken = frames.filter((frame) => frame !== undefined)
  if (taken.length === 0) throw new ToolError('invalid_input', `${loaded.label} holds no frame that can be decoded.`)
  return taken
}

async function takeFrame(file: VideoFile, time: number, signal: AbortSignal): Promise<Picture | undefined> {
  const before = [...frameBounds, '-ss', time.toFixed(3)]
  const fit = `scale=w='min(${frameSide},iw)':h='min(${frameSide},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2`
  const after = [
    '-frames:v',
    '1',
    '-an',
    '-sn',
    '-dn',
    '-vf',
    fit,
    '-c:v',
    'mjpeg',
    '-q:v',
    '3',
    '-f',
    'image2pipe',
    'pipe:1',
  ]
  const bytes = Buffer.from(await runFfmpeg('ffmpeg', file, before, after, signal))
  // A container may claim more time than it has frames for.
  if (bytes.length === 0) return undefined
  const { decoder } = await import('../prepare/decoder.ts')
  const { width, height } = await (await decoder(bytes)).metadata()
  return { bytes, mime: 'image/jpeg', width, height, caption: `frame at ${time.toFixed(1)} s` }
}

async function probeDuration(file: VideoFile, signal: AbortSignal): Promise<number> {
  const printed = await runFfmpeg('ffprobe', file, [], ['-show_entries', 'format=duration', '-of', 'csv=p=0'], signal)
  const duration = Number(Buffer.from(printed).toString())
  return Number.isFinite(duration) && duration > 0 ? duration : 1
}

/** Where the video lies; one that is in memory is put into a directory of its own, which goes with the call. */
async function onDisk(loaded: LoadedBytes | LocatedFile): Promise<VideoFile & AsyncDisposable> {
  const { mime, label } = loaded
  if ('path' in loaded) return { path: loaded.path, mime, label, [Symbol.asyncDispose]: async () => {} }
  const folder = await mkdtemp(path.join(tmpdir(), 'sensorium-video-'))
  const file = path.join(folder, 'video')
  await writeFile(file, loaded.data, { mode: 0o600 })
  return { path: file, mime, label, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

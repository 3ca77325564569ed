import { ToolError } from '@sensorium/kit'

/** Milliseconds that one run may take. */
const runMs = 30_000
const mostPixels = 40_000_000

/**
 * Demuxers by content type. Naming the demuxer keeps a file from being read as a playlist, and the protocol list keeps any file
 * from opening another or the network.
 */
const demuxers: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/x-m4v': 'mov',
  'video/quicktime': 'mov',
  'video/3gpp': 'mov',
  'video/3gpp2': 'mov',
  'video/matroska': 'matroska',
  'video/webm': 'matroska',
  'video/vnd.avi': 'avi',
  'video/x-ms-asf': 'asf',
  'video/x-flv': 'flv',
  'video/ogg': 'ogg',
  'video/mp2t': 'mpegts',
  'video/mpeg': 'mpeg',
}

/** A video file and the way it is opened. */
export interface VideoFile {
  readonly path: string
  readonly mime: string
  readonly label: string
}

/**
 * Runs ffmpeg or ffprobe on one file.
 * @throws ToolError `unavailable` when it is not installed, `invalid_input` for types that are not opened
 */
export async function runFfmpeg(
  tool: 'ffmpeg' | 'ffprobe',
  file: VideoFile,
  before: readonly string[],
  after: readonly string[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const demuxer = demuxers[file.mime]
  if (demuxer === undefined)
    throw new ToolError('invalid_input', `${file.label} is ${file.mime}, a kind of video that is not opened.`, {
      hint: 'Convert it to MP4.',
    })
  const input = ['-protocol_whitelist', 'file', '-f', demuxer, ...before, '-i', `file:${file.path}`]
  const { execa } = await import('execa')
  const run = await execa(tool, ['-hide_banner', '-loglevel', 'error', ...input, ...after], {
    stdin: 'ignore',
    encoding: 'buffer',
    cancelSignal: signal,
    timeout: runMs,
    maxBuffer: 32_000_000,
    reject: false,
  })
  if (run.isCanceled) throw signal.reason
  if (run.code === 'ENOENT') {
    throw new ToolError('unavailable', `${file.label} cannot be cut into frames: ${tool} is not installed.`, {
      hint: 'Install ffmpeg, or give screenshots of the moments that matter.',
    })
  }
  if (run.timedOut)
    throw new ToolError('timeout', `${file.label} takes too long to decode.`, { hint: 'Cut a shorter part out of it.' })
  if (run.failed)
    throw new ToolError('invalid_input', `${file.label} cannot be decoded: it is damaged or of an unknown codec.`, {
      cause: run,
    })
  return run.stdout
}

/** Input options that bound what a single frame may cost. */
export const frameBounds: readonly string[] = ['-threads', '1', '-max_pixels', String(mostPixels)]

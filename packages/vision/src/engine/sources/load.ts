import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { ToolError } from '@sensorium/kit'
import type { Call } from '../call.ts'
import { imageFileBytes, videoFileBytes } from './caps.ts'
import { detect, headBytes, type MediaKind, type MediaType } from './detect.ts'
import { findFile } from './find-file.ts'
import { parseSource, type Source } from './parse-source.ts'

interface Common extends MediaType {
  /** How answers and errors name it: a base name or a host; never the bytes or a query string. */
  readonly label: string
  readonly size: number
}

/** A source that was read into memory. */
export interface LoadedBytes extends Common {
  readonly data: Buffer
}

/** A local video, which stays where it is. */
export interface LocatedFile extends Common {
  readonly path: string
}

export interface SourceOptions {
  readonly roots: readonly string[]
  readonly cwd: string
  /** Fetches what a model asked for: address policy, size and time are the fetcher's. */
  readonly fetchBytes: (url: URL, signal: AbortSignal) => Promise<Buffer>
}

/** The one way from a source string to typed content. */
export interface Loader {
  /** Reads a source of one of the wanted kinds into memory. */
  readonly load: (given: string, wanted: readonly MediaKind[], call: Call) => Promise<LoadedBytes>
  /** Finds a video; only one that came inline or over HTTP is in memory. */
  readonly locate: (given: string, call: Call) => Promise<LoadedBytes | LocatedFile>
}

export function createLoader(options: SourceOptions): Loader {
  const find = (path: string, call: Call) => findFile(path, { ...options, local: call.caller.local })

  const received = async (
    source: Exclude<Source, { kind: 'path' }>,
    wanted: readonly MediaKind[],
    signal: AbortSignal,
  ): Promise<LoadedBytes> => {
    const data = source.kind === 'inline' ? source.bytes : await options.fetchBytes(source.url, signal)
    const label = source.kind === 'inline' ? 'the inline data' : source.url.host
    return { ...(await typeOf(data.subarray(0, headBytes), label, wanted)), label, size: data.length, data }
  }

  return {
    load: async (given, wanted, call) => {
      const source = parseSource(given)
      if (source.kind !== 'path') return received(source, wanted, call.signal)
      return withFile(await find(source.path, call), wanted, imageFileBytes, call.signal, async (file, handle) => ({
        ...file,
        data: await readBytes(handle, file.size, call.signal),
      }))
    },
    locate: async (given, call) => {
      const source = parseSource(given)
      if (source.kind !== 'path') return received(source, ['video'], call.signal)
      const path = await find(source.path, call)
      return withFile(path, ['video'], videoFileBytes, call.signal, async (file) => ({ ...file, path }))
    },
  }
}

/** Opens without waiting (a FIFO would block) and looks at the head, before anything else is read. */
async function withFile<Result>(
  file: string,
  wanted: readonly MediaKind[],
  cap: number,
  signal: AbortSignal,
  use: (file: Common, handle: FileHandle) => Promise<Result>,
): Promise<Result> {
  const label = path.basename(file)
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    throw new ToolError('not_found', `${label} cannot be opened.`, { hint: 'Check its permissions.', cause })
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) {
      throw new ToolError(
        'invalid_input',
        `${label} is not a regular file${stat.isDirectory() ? ' but a directory' : ''}.`,
      )
    }
    const type = await typeOf(await readBytes(handle, Math.min(stat.size, headBytes), signal), label, wanted)
    if (stat.size > cap) {
      throw new ToolError(
        'too_large',
        `${label} has ${Math.ceil(stat.size / 1e6)} MB; at most ${cap / 1e6} MB are read.`,
      )
    }
    return await use({ ...type, label, size: stat.size }, handle)
  } finally {
    await handle.close()
  }
}

async function typeOf(head: Uint8Array, label: string, wanted: readonly MediaKind[]): Promise<MediaType> {
  const type = await detect(head, label)
  if (wanted.includes(type.kind)) return type
  const use = { image: 'image_analysis', video: 'video_analysis', pdf: 'parse_document' }[type.kind]
  throw new ToolError('invalid_input', `${label} is ${type.mime}; this tool takes ${wanted.join(' or ')}.`, {
    hint: `Use ${use} for it.`,
  })
}

async function readBytes(handle: FileHandle, length: number, signal: AbortSignal): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    signal.throwIfAborted()
    const { bytesRead } = await handle.read(bytes, filled, Math.min(length - filled, 4_000_000), filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

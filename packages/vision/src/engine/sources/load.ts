import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { ToolError } from '@sensorium/kit'
import type { Call } from '../call.ts'
import { imageFileBytes, videoFileBytes } from './caps.ts'
import { detect, headBytes, type MediaKind, type MediaType } from './detect.ts'
import { findFile } from './find-file.ts'
import { parseSource } from './parse-source.ts'

/** A source that was read, or, for a local video, found. */
export interface Loaded extends MediaType {
  /** How answers and errors name it: a base name or a host; never the bytes or a query string. */
  readonly label: string
  readonly size: number
  /** Where it lies: bytes in memory, or the real path of a local video. */
  readonly data: Buffer | string
  /** Address it was fetched from. */
  readonly url?: URL
}

/** A loaded source whose bytes are in memory. */
export interface LoadedBytes extends Loaded {
  readonly data: Buffer
}

export interface SourceOptions {
  readonly roots: readonly string[]
  readonly cwd: string
  /** Fetches what a model asked for: address policy, size and time are the fetcher's. */
  readonly fetchBytes: (url: URL, signal: AbortSignal) => Promise<Buffer>
}

export type Load = (given: string, wanted: readonly MediaKind[], call: Call) => Promise<Loaded>

/** The one way from a source string to typed content; `wanted` lists the kinds that the tool takes. */
export function createLoader(options: SourceOptions): Load {
  return async (given, wanted, call) => {
    const source = parseSource(given)
    switch (source.kind) {
      case 'inline':
        return typed(source.bytes, 'the inline data', wanted)
      case 'url':
        return {
          ...(await typed(await options.fetchBytes(source.url, call.signal), source.url.host, wanted)),
          url: source.url,
        }
      case 'path':
        return readFile(await findFile(source.path, { ...options, local: call.caller.local }), wanted, call.signal)
    }
  }
}

/** True when the bytes of the source are in memory, as they are for all but local videos. */
export function inMemory(loaded: Loaded): loaded is LoadedBytes {
  return typeof loaded.data !== 'string'
}

async function typed(data: Buffer, label: string, wanted: readonly MediaKind[]): Promise<Loaded> {
  const type = expected(await detect(data.subarray(0, headBytes), label), label, wanted)
  return { ...type, label, size: data.length, data }
}

/** Opens without waiting (a FIFO would block), looks at the head, and reads the rest only of what is wanted. */
async function readFile(file: string, wanted: readonly MediaKind[], signal: AbortSignal): Promise<Loaded> {
  const label = path.basename(file)
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    throw new ToolError('not_found', `${label} cannot be opened.`, { hint: 'Check its permissions.', cause })
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile())
      throw new ToolError(
        'invalid_input',
        `${label} is not a regular file${stat.isDirectory() ? ' but a directory' : ''}.`,
      )
    const type = expected(
      await detect(await readBytes(handle, Math.min(stat.size, headBytes), signal), label),
      label,
      wanted,
    )
    const cap = type.kind === 'video' ? videoFileBytes : imageFileBytes
    if (stat.size > cap) {
      throw new ToolError(
        'too_large',
        `${label} has ${Math.ceil(stat.size / 1e6)} MB; at most ${cap / 1e6} MB are read.`,
      )
    }
    const data = type.kind === 'video' ? file : await readBytes(handle, stat.size, signal)
    return { ...type, label, size: stat.size, data }
  } finally {
    await handle.close()
  }
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

function expected(type: MediaType, label: string, wanted: readonly MediaKind[]): MediaType {
  if (wanted.includes(type.kind)) return type
  const use = { image: 'image_analysis', video: 'video_analysis', pdf: 'parse_document' }[type.kind]
  throw new ToolError('invalid_input', `${label} is ${type.mime}; this tool takes ${wanted.join(' or ')}.`, {
    hint: `Use ${use} for it.`,
  })
}

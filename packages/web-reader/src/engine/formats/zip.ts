import { FormatError } from './format.ts'

/** Bounds of an archive: what a document of the web needs, and far below what a bomb declares. */
const maxEntries = 5000
const maxBytes = 128 * 1024 * 1024

export type Files = ReadonlyMap<string, Uint8Array>

/**
 * Unpacks the files that `wanted` names. Sizes are bounded by what the archive declares before anything is unpacked, and
 * unpacking stops at the declared size, so that an archive which lies is cut short rather than believed.
 * @throws FormatError
 */
export async function unzip(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Files> {
  const { unzipSync } = await import('fflate')
  let entries = 0
  let total = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++entries > maxEntries) throw new FormatError('too_large', `The archive has more than ${maxEntries} files.`)
        if (!wanted(name)) return false
        total += originalSize
        if (total <= maxBytes) return true
        throw new FormatError('too_large', `The document unpacks to more than ${maxBytes / 1_048_576} MiB.`)
      },
    })
    return new Map(Object.entries(files))
  } catch (cause) {
    if (cause instanceof FormatError) throw cause
    throw new FormatError('unsupported', 'The document is damaged: its archive cannot be unpacked.', { cause })
  }
}

/** A text file of an archive, or the empty string. */
export function textOf(files: Files, name: string): string {
  return new TextDecoder().decode(files.get(name) ?? new Uint8Array())
}

/** The path that `target` names when it is written in the file `from`. */
export function resolvePath(from: string, target: string): string {
  const url = URL.parse(target, `archive:/${from}`)
  return url === null ? '' : decodeURIComponent(url.pathname.replace(/^\/+/, ''))
}

import type { LoadedBytes, LocatedFile } from '../sources/load.ts'

/** What a container says of its video; numbers are undefined where it does not say. */
export interface VideoFacts {
  readonly seconds?: number
  readonly width?: number
  readonly height?: number
  readonly codec?: string
}

/**
 * Reads duration, size and codec without decoding, in pure JavaScript; empty for containers that are not parsed here. Playlists
 * (HLS, DASH) are not among the formats: they name other files.
 */
export async function readVideoFacts(loaded: LoadedBytes | LocatedFile): Promise<VideoFacts> {
  const { BufferSource, FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM } = await import('mediabunny')
  const source = 'data' in loaded ? new BufferSource(loaded.data) : new FilePathSource(loaded.path)
  using input = new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM] })
  try {
    const track = await input.getPrimaryVideoTrack()
    const seconds = (await input.getDurationFromMetadata()) ?? (await input.computeDuration())
    if (track === null) return { seconds }
    const codec = await track.getCodec()
    return {
      seconds,
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      ...(codec !== null && { codec }),
    }
  } catch {
    // What is not parsed here may still be decoded; the frames decide.
    return {}
  }
}

/** One line for people and models. */
export function describeVideo(loaded: LoadedBytes | LocatedFile, facts: VideoFacts): string {
  const parts = [
    facts.seconds === undefined ? undefined : `${facts.seconds.toFixed(1)} s`,
    facts.width === undefined ? undefined : `${facts.width} × ${facts.height} px`,
    facts.codec,
    loaded.mime,
    `${(loaded.size / 1e6).toFixed(1)} MB`,
  ]
  return `${loaded.label}: ${parts.filter((part) => part !== undefined).join(', ')}`
}

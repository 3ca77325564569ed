import type PQueue from 'p-queue'
import type { LoadedBytes } from '../sources/load.ts'
import { describeFacts, type Facts, readFacts, undecodable } from './facts.ts'
import type { Limits } from './limits.ts'
import { natureOf } from './nature.ts'
import type { Prepared } from './picture.ts'
import { remake } from './remake.ts'
import { endsCleanly } from './whole.ts'

/**
 * Makes a picture legal for a model: byte-identical when it already is, otherwise upright, sRGB, opaque, without
 * metadata, cut into tiles rather than shrunk, and encoded without loss unless it is a photo.
 * @param budget Pictures that the result may hold.
 */
export async function prepare(
  loaded: LoadedBytes,
  limits: Limits,
  budget: number,
  queue: PQueue,
  signal: AbortSignal,
): Promise<Prepared> {
  const facts = await readFacts(loaded)
  const about = `${loaded.label}: ${describeFacts(facts)}`
  return queue.add(
    async () => {
      try {
        if (await isLegal(loaded, facts, limits)) {
          const { width, height } = facts
          return {
            pictures: [{ bytes: loaded.data, mime: facts.mime, width, height, caption: '' }],
            facts: about,
            notes: [],
          }
        }
        return { facts: about, ...(await remake(loaded, facts, limits, budget, signal)) }
      } catch (cause) {
        throw undecodable(loaded.label, cause)
      }
    },
    { signal },
  )
}

async function isLegal(loaded: LoadedBytes, facts: Facts, limits: Limits): Promise<boolean> {
  const long = Math.max(facts.width, facts.height)
  const short = Math.min(facts.width, facts.height)
  return (
    facts.bytes <= limits.imageBytes &&
    long <= limits.longest &&
    short >= limits.shortest &&
    long / short <= limits.ratio &&
    facts.pages === 1 &&
    !facts.exif &&
    facts.depth === 'uchar' &&
    ['srgb', 'b-w'].includes(facts.space) &&
    endsCleanly(loaded.data, facts.mime) &&
    (!facts.alpha || (await natureOf(loaded.data, facts, 0)).ground === undefined)
  )
}

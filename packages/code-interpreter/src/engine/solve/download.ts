import { createFetcher, type Fetcher, NetError } from '@sensorium/net'
import { pictureType } from '../../returned.ts'
import type { Draft } from './solution.ts'

const FILES = 8
const LIMITS = { bytes: 8 * 1024 * 1024, totalMs: 20_000 }

/**
 * Fetches the files a vendor's run has left at addresses of its choosing, by the guarded fetch: pictures become pictures
 * of the run, anything else stays an address in its output.
 */
export async function download(draft: Draft, allowHosts: readonly string[], signal: AbortSignal): Promise<void> {
  if (draft.runs.every(({ links }) => links.length === 0)) return
  await using fetcher: Fetcher = createFetcher({ allowHosts, limits: LIMITS, cacheBytes: 0 })
  let left = FILES
  for (const run of draft.runs) {
    for (const link of run.links.splice(0)) {
      left -= 1
      run.output += `\n${left < 0 ? `[file not fetched: ${link.slice(0, 500)}]` : await fetched(fetcher, link, run.pictures, signal)}`
    }
  }
}

async function fetched(
  fetcher: Fetcher,
  link: string,
  pictures: Draft['runs'][number]['pictures'],
  signal: AbortSignal,
): Promise<string> {
  try {
    const { status, bytes } = await fetcher.get(link, { signal })
    const mimeType = status === 200 ? pictureType(bytes) : undefined
    if (mimeType === undefined) return `[file: ${link.slice(0, 500)}]`
    pictures.push({ bytes, mimeType })
    return '[a picture]'
  } catch (error) {
    if (!NetError.isInstance(error)) throw error
    return `[file not fetched: ${error.message}]`
  }
}

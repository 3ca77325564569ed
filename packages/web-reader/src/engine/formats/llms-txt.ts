import type { Fetcher } from '@sensorium/net'

/** Bytes and milliseconds an index of a site may cost: it is a hint, not what was asked for. */
const limits = { bytes: 1024 * 1024, totalMs: 5000, redirects: 3 }

/** Where a site may keep an llms.txt that concerns this page: beside the first folder of its path, then at the root. */
export function llmsTxtAddresses(page: URL): URL[] {
  const [, folder = ''] = page.pathname.split('/')
  const root = new URL('/llms.txt', page)
  return folder === '' || !page.pathname.startsWith(`/${folder}/`)
    ? [root]
    : [new URL(`/${folder}/llms.txt`, page), root]
}

/** An llms.txt is Markdown that begins with a heading; sites answer any address with a page. */
function isIndex(status: number, contentType: string, bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart()
  return status === 200 && !/html/i.test(contentType) && head.startsWith('# ')
}

/** Finds a site's index for models; undefined when it has none or does not answer in time. */
export async function findLlmsTxt(fetcher: Fetcher, page: URL, signal: AbortSignal): Promise<URL | undefined> {
  for (const address of llmsTxtAddresses(page)) {
    try {
      const { status, headers, bytes, url } = await fetcher.get(address, { signal, limits })
      if (isIndex(status, headers['content-type'] ?? '', bytes)) return url
    } catch {
      signal.throwIfAborted()
    }
  }
  return undefined
}

import { ToolError } from '@sensorium/kit'
import type { Fetcher } from '@sensorium/net'

/**
 * Finds where a repository went: git itself follows no redirect, because it would connect unchecked. The guarded fetch
 * checks each hop.
 *
 * @returns the clone address at the end of the redirects, or undefined when they end at no repository
 */
export async function relocate(fetcher: Fetcher, url: string, signal: AbortSignal): Promise<string | undefined> {
  const service = '/info/refs?service=git-upload-pack'
  const answer = await fetcher
    .get(url + service, {
      signal,
      headers: { 'git-protocol': 'version=2' },
      limits: { redirects: 5, bytes: 1024 * 1024 },
    })
    .catch((cause: unknown) => {
      throw new ToolError('blocked', `The repository at ${url} redirects to where it may not be followed.`, {
        hint: 'Give the address it moved to.',
        cause,
      })
    })
  const end = answer.url.href
  return answer.status === 200 && end.endsWith(service) ? end.slice(0, -service.length) : undefined
}

import { ToolError, type ToolErrorCode } from '@sensorium/kit'
import { type Fetcher, NetError, type NetErrorKind } from '@sensorium/net'
import { fetchedBytes } from './caps.ts'

const codes: Record<NetErrorKind, ToolErrorCode> = {
  invalid_url: 'invalid_input',
  blocked: 'blocked',
  disallowed: 'blocked',
  dns: 'not_found',
  connection: 'unavailable',
  tls: 'unavailable',
  timeout: 'timeout',
  too_large: 'too_large',
  too_many_redirects: 'unavailable',
  protocol: 'unavailable',
  rate_limited: 'rate_limited',
  cancelled: 'cancelled',
}

/** Gets a picture, video or PDF through the guarded fetch. */
export async function fetchBytes(fetcher: Fetcher, url: URL, signal: AbortSignal): Promise<Buffer> {
  const response = await get(fetcher, url, signal)
  if (response.status < 200 || response.status > 299) {
    const gone = response.status === 404 || response.status === 410
    throw new ToolError(
      gone ? 'not_found' : 'unavailable',
      `${url.host} answered ${response.status} instead of the file.`,
      {
        hint: 'Check the address, or download the file and give its path.',
      },
    )
  }
  const { buffer, byteOffset, byteLength } = response.bytes
  return Buffer.from(buffer, byteOffset, byteLength)
}

async function get(fetcher: Fetcher, url: URL, signal: AbortSignal) {
  try {
    return await fetcher.get(url, {
      signal,
      headers: { accept: 'image/*,video/*,application/pdf' },
      limits: { bytes: fetchedBytes, totalMs: 60_000 },
    })
  } catch (cause) {
    if (!NetError.isInstance(cause)) throw cause
    throw new ToolError(codes[cause.kind], cause.message, {
      cause,
      ...(cause.retryAfterMs !== undefined && { retryAfterMs: cause.retryAfterMs }),
    })
  }
}

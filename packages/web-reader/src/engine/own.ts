import { type Fetcher, NetError, type NetErrorKind } from '@sensorium/net'
import { decodeText } from './charset.ts'
import { detectFormat } from './formats/detect.ts'
import { type ExtractionPool, PoolError } from './html/pool.ts'
import { type Page, ReadError, type ReadErrorKind, type Reader } from './reader.ts'
import { challenger, refuseStatus } from './refusal.ts'
import { needsScripts } from './render/needs-scripts.ts'

/** Markdown where a site offers it, HTML otherwise, and anything else rather than nothing. */
const accept =
  'text/markdown, text/html;q=0.9, application/xhtml+xml;q=0.9, application/json;q=0.7, text/plain;q=0.7, */*;q=0.5'

const privateHint =
  'If this host is meant to be read, the operator names it in SENSORIUM_ALLOW_PRIVATE_HOSTS; otherwise use a public address.'
const robotsHint = 'Use another source; the operator has set SENSORIUM_OBEY_ROBOTS.'

/** How much of a page is looked at for challenges and empty shells. */
const scannedBytes = 500_000
const scriptsMissing = 'The page fills itself by scripts, which were not run: what is shown may be a small part of it.'

/** Our own reader: fetches past the address policy's guard, recognises refusals, reads by format. */
export function createOwnReader(fetcher: Fetcher, pool: ExtractionPool): Reader {
  return {
    name: 'own',
    read: async ({ url, options, noCache, timeoutMs }, signal) => {
      try {
        const fetched = await fetcher.get(url, { signal, noCache, headers: { accept }, limits: { totalMs: timeoutMs } })
        const contentType = fetched.headers['content-type'] ?? ''
        const source = { bytes: fetched.bytes, contentType, url: fetched.url.href }
        const format = detectFormat(source)
        const html = format === 'html' ? decodeText(fetched.bytes.subarray(0, scannedBytes), contentType).text : ''
        refuseStatus(fetched, html === '' ? undefined : challenger(html))
        const document = await pool.extract({ ...source, format }, options, signal)
        const hidden = html !== '' && needsScripts(html, document.content)
        return {
          ...document,
          notices: hidden ? [...document.notices, scriptsMissing] : document.notices,
          url: fetched.url.href,
          engine: 'own',
          format,
          cached: fetched.fromCache !== false,
        } satisfies Page
      } catch (error) {
        throw asReadError(error)
      }
    },
  }
}

const netKinds: Readonly<Record<NetErrorKind, ReadErrorKind | undefined>> = {
  invalid_url: 'invalid_url',
  blocked: 'not_allowed',
  disallowed: 'not_allowed',
  dns: 'not_found',
  connection: 'unavailable',
  tls: 'unavailable',
  timeout: 'timeout',
  too_large: 'too_large',
  too_many_redirects: 'unavailable',
  protocol: 'unavailable',
  rate_limited: 'rate_limited',
  cancelled: undefined,
}

/** Failures of the layers below in the reader's words; what is no failure of theirs stays as it is. */
function asReadError(error: unknown): unknown {
  if (NetError.isInstance(error)) {
    const kind = netKinds[error.kind]
    return kind === undefined
      ? error
      : new ReadError(kind, error.message, {
          cause: error,
          ...(error.kind === 'blocked' ? { hint: privateHint } : {}),
          ...(error.kind === 'disallowed' ? { hint: robotsHint } : {}),
          ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
        })
  }
  if (error instanceof PoolError && error.kind !== 'closed')
    return new ReadError(
      error.kind === 'timeout' || error.kind === 'unsupported' ? error.kind : 'too_large',
      error.message,
      { cause: error },
    )
  return error
}

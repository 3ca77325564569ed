import { type Fetcher, NetError, type NetErrorKind } from '@sensorium/net'
import { decodeText } from './charset.ts'
import type { Document } from './document.ts'
import { detectFormat } from './formats/detect.ts'
import { paywallNotice, refuseLogin } from './gate.ts'
import { type ExtractionPool, PoolError } from './html/pool.ts'
import { createSiteIndexes, isDocumentation } from './llms-txt.ts'
import { pictureOf } from './picture.ts'
import { type Page, ReadError, type ReadErrorKind, type Reader, type ReadRequest } from './reader.ts'
import { challenger, refuseStatus } from './refusal.ts'
import { needsScripts } from './render/needs-scripts.ts'
import { renderPage } from './render/render-page.ts'
import type { Renderer } from './render/renderer.ts'

/** Markdown where a site offers it, HTML otherwise, and anything else rather than nothing. */
const accept =
  'text/markdown, text/html;q=0.9, application/xhtml+xml;q=0.9, application/json;q=0.7, text/plain;q=0.7, */*;q=0.5'

const privateHint =
  'If this host is meant to be read, the operator names it in SENSORIUM_ALLOW_PRIVATE_HOSTS; otherwise use a public address.'
const robotsHint = 'Use another source; the operator has set SENSORIUM_OBEY_ROBOTS.'

/** How much of a page is looked at for challenges and empty shells. */
const scannedBytes = 500_000

export interface OwnParts {
  readonly fetcher: Fetcher
  readonly pool: ExtractionPool
  /** Absent where no page is to be rendered. */
  readonly renderer: Renderer | undefined
}

/** Our own reader: fetches past the address policy's guard, recognises refusals, reads by format, renders what needs it. */
export function createOwnReader({ fetcher, pool, renderer }: OwnParts): Reader {
  const indexes = createSiteIndexes(fetcher)
  /** The document that a page's scripts make, or the one it is without them. */
  const withScripts = async (
    document: Document,
    url: string,
    request: ReadRequest,
    until: number,
    signal: AbortSignal,
  ) => {
    const attempt = await renderPage(renderer, url, until, signal)
    if ('notice' in attempt) return { ...document, notices: [...document.notices, attempt.notice], rendered: false }
    const { html, notices, url: shownUrl, status } = attempt.page
    refuseStatus({ url: new URL(shownUrl), status, headers: {} }, challenger(html))
    const source = {
      format: 'html',
      bytes: new TextEncoder().encode(html),
      contentType: 'text/html; charset=utf-8',
      url: shownUrl,
    } as const
    const made = await pool.extract(source, request.options, signal)
    const fuller = made.content.length >= document.content.length ? made : document
    return { ...fuller, notices: [...fuller.notices, ...notices], rendered: true }
  }

  return {
    name: 'own',
    read: async (request, signal) => {
      const { url, options, noCache, timeoutMs } = request
      const until = Date.now() + timeoutMs
      try {
        const fetched = await fetcher.get(url, { signal, noCache, headers: { accept }, limits: { totalMs: timeoutMs } })
        const contentType = fetched.headers['content-type'] ?? ''
        const source = { bytes: fetched.bytes, contentType, url: fetched.url.href }
        const format = detectFormat(source)
        const html = format === 'html' ? decodeText(fetched.bytes.subarray(0, scannedBytes), contentType).text : ''
        refuseStatus(fetched, html === '' ? undefined : challenger(html))
        const picture = format === 'image' && options.images ? pictureOf(fetched.bytes) : undefined
        const index = html !== '' && isDocumentation(fetched.url, html) ? indexes.near(fetched.url) : undefined
        const document = await pool.extract({ ...source, format }, options, signal)
        const empty = html !== '' && needsScripts(html, document.content)
        const read = empty
          ? await withScripts(document, source.url, request, until, signal)
          : { ...document, rendered: false }
        if (html !== '') refuseLogin(html, source.url, read)
        return {
          ...read,
          notices: [...read.notices, ...paywallNotice(html), ...indexNotice(index?.known)],
          picture,
          url: source.url,
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

function indexNotice(index: URL | undefined): string[] {
  return index === undefined ? [] : [`The site lists its pages for models at ${index.href}.`]
}

const netKinds: Readonly<Record<NetErrorKind, ReadErrorKind | undefined>> = {
  invalid_url: 'invalid_url',
  blocked: 'not_allowed',
  disallowed: 'not_allowed',
  dns: 'unavailable',
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

import { checkUrl } from '@sensorium/net'
import {
  bigmodel,
  type Client,
  createClient,
  createFailover,
  type Network,
  ProviderError,
  type ProviderErrorKind,
  reader,
  zai,
} from '@sensorium/provider'
import type { Link } from './document.ts'
import { headingsOf } from './formats/markdown-headings.ts'
import { ReadError, type ReadErrorKind, type Reader, type ReadRequest } from './reader.ts'

const vendors = { zai, bigmodel }

export type VendorName = keyof typeof vendors

export interface VendorOptions {
  readonly key: string
  readonly baseUrl: string | undefined
  readonly network: Network
}

/** One request, no repetitions: another reader is asked sooner than the same again. */
const retry = { attempts: 1 }

/**
 * The reader of Z.AI or BigModel (CONTRACTS 2): the vendor fetches the page, so only public addresses are given to it.
 * A key that was refused or has nothing left is not tried with every page: it rests as long as the failover remembers.
 */
export function createVendorReader(name: VendorName, options: VendorOptions): Reader {
  const client = createClient({ vendor: vendors[name], ...options, retry })
  const guard = createFailover([{ name, target: client }])
  return {
    name,
    read: async (request, signal) => {
      const url = publicUrl(request.url, name)
      try {
        const { value } = await guard.run((target) =>
          target.call(reader, bodyOf(url, request), limitsOf(request, signal)).catch(setPageFaultsApart),
        )
        const { reader_result: result } = value
        return {
          title: result.title,
          description: result.description === '' ? undefined : result.description,
          published: result.publishedTime ?? undefined,
          content: result.content,
          headings: headingsOf(result.content),
          links: linksOf(result.links),
          images: linksOf(result.images),
          notices: [],
          url: result.url === '' ? url : result.url,
          engine: name,
          rendered: false,
          format: request.options.format,
          cached: false,
        }
      } catch (error) {
        throw asReadError(error)
      }
    },
  }
}

/** What a vendor may be told: a hidden host's name is nobody else's business. */
function publicUrl(raw: string, vendor: VendorName): string {
  try {
    return checkUrl(raw).href
  } catch (cause) {
    throw new ReadError('unavailable', `${vendor} is asked for public addresses only.`, { cause })
  }
}

function bodyOf(url: string, { options, noCache, timeoutMs, summaries }: ReadRequest) {
  return {
    url,
    timeout: Math.max(1, Math.floor(timeoutMs / 1000)),
    no_cache: noCache,
    return_format: options.format,
    retain_images: options.images,
    no_gfm: !options.gfm,
    keep_img_data_url: options.dataImages,
    with_images_summary: summaries.images,
    with_links_summary: summaries.links,
  }
}

function limitsOf({ timeoutMs }: ReadRequest, signal: AbortSignal): Parameters<Client['call']>[2] {
  return { signal, limits: { totalMs: timeoutMs } }
}

/** A vendor's summary: names to addresses. */
function linksOf(map: Readonly<Record<string, unknown>> | null | undefined): Link[] {
  return Object.entries(map ?? {}).flatMap(([text, url]) => (typeof url === 'string' ? [{ text, url }] : []))
}

const kinds: Readonly<Partial<Record<ProviderErrorKind, ReadErrorKind>>> = {
  authentication: 'unauthorized',
  account: 'unauthorized',
  quota: 'rate_limited',
  rate: 'rate_limited',
  timeout: 'timeout',
  content_policy: 'blocked',
}

/** Failures of the key. Any other may lie with the page, and must not keep the vendor from the next one. */
const keyFaults: ReadonlySet<ProviderErrorKind> = new Set(['authentication', 'account', 'quota', 'rate'])

function setPageFaultsApart(error: unknown): never {
  throw ProviderError.isInstance(error) && keyFaults.has(error.kind) ? error : asReadError(error)
}

function asReadError(error: unknown): unknown {
  if (!ProviderError.isInstance(error) || error.kind === 'cancelled') return error
  return new ReadError(kinds[error.kind] ?? 'unavailable', error.message.replace(/^all failed: \w+: /, ''), {
    cause: error,
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  })
}

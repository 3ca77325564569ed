import type { SecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
import { ProviderError } from './errors.ts'
import { createHealth, defaultHealth, type Health, type HealthPolicy } from './health.ts'
import type { ProxySettings } from './proxy.ts'

export interface NetworkOptions {
  readonly proxy?: ProxySettings | undefined
  readonly tls?: {
    /** Certificate authorities in PEM, trusted beside the built-in ones. */
    readonly ca?: string | readonly string[]
  }
  /** Offer HTTP/2 to servers (default true); HTTP/1.1 is used wherever it is not taken. */
  readonly http2?: boolean
  readonly health?: Partial<HealthPolicy>
}

/** Pooled keep-alive connections and what is known of each address; shared by any number of clients and keys. */
export interface Network {
  readonly dispatcher: () => Promise<Dispatcher>
  /** Kept for each address without its query, so that one failing endpoint does not stand for its whole host. */
  readonly health: (url: URL) => Health
  /** Closes every connection, open calls included. */
  readonly close: () => Promise<void>
}

/** Idle connections are kept this long unless the server names a shorter time. */
const keepAliveTimeout = 30_000
/** A backstop: each call has its own, exact connect clock, but only this one frees the socket of a silent host. */
const connectTimeout = 15_000

const maxAddresses = 512

/** Creates a network; undici is loaded at the first call, not here. */
export function createNetwork(options: NetworkOptions = {}): Network {
  const health = new Map<string, Health>()
  let opened: Promise<Dispatcher> | undefined

  return {
    dispatcher: () => {
      opened ??= open(options)
      return opened
    },
    health({ origin, pathname }) {
      const address = origin + pathname
      const known = health.get(address) ?? createHealth({ ...defaultHealth, ...options.health })
      // Taken out and put back, the least recently used comes first.
      health.delete(address)
      health.set(address, known)
      const [oldest] = health.keys()
      if (health.size > maxAddresses && oldest !== undefined) health.delete(oldest)
      return known
    },
    async close() {
      const dispatcher = await opened?.catch(() => undefined)
      await dispatcher?.destroy()
    },
  }
}

async function open({ proxy, tls, http2 = true }: NetworkOptions): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('undici')
  const trust = tls?.ca === undefined ? {} : { secureContext: trusting([tls.ca].flat()) }
  const shared = {
    allowH2: http2,
    keepAliveTimeout,
    connectTimeout,
    // Each call keeps its own clocks (limits.ts): undici's are coarse and cannot tell a stage from another.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { ...trust, timeout: connectTimeout },
  }
  if (proxy === undefined) return new Agent(shared)
  try {
    return new EnvHttpProxyAgent({
      ...shared,
      requestTls: trust,
      proxyTls: trust,
      // Empty strings keep undici from reading the environment itself.
      httpProxy: proxy.http ?? '',
      httpsProxy: proxy.https ?? '',
      noProxy: proxy.except ?? '',
    })
  } catch {
    // Without the cause: it may quote the proxy's password.
    const message = 'the proxy is not an address; write it as http://host:port'
    throw new ProviderError('parameters', 'network', message, { field: 'proxy' })
  }
}

/** One context for all connections, since reading the built-in authorities takes milliseconds. */
function trusting(ca: readonly string[]): SecureContext {
  const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls')
  const { X509Certificate } = process.getBuiltinModule('node:crypto')
  try {
    // A context takes text that holds no certificate without a word.
    for (const pem of ca) new X509Certificate(pem)
    return createSecureContext({ ca: [...getCACertificates('default'), ...ca] })
  } catch (cause) {
    const message = 'the TLS authorities cannot be read; they must be certificates in PEM'
    throw new ProviderError('parameters', 'network', message, { field: 'tls.ca', cause })
  }
}

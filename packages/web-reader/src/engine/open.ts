import { createFetcher } from '@sensorium/net'
import { createNetwork } from '@sensorium/provider'
import type { Config } from '../config.ts'
import { readByFirst } from './chain.ts'
import { createExtractionPool } from './html/pool.ts'
import { createOwnReader } from './own.ts'
import type { Reader } from './reader.ts'
import { createReaders } from './readers.ts'
import { createRenderer } from './render/create-renderer.ts'

export interface Engine extends AsyncDisposable {
  readonly reader: Reader
}

/** Puts the engine together; nothing is fetched and no thread starts before the first reading. */
export function openEngine(config: Config): Engine {
  const scope = new AsyncDisposableStack()
  const { allowPrivateHosts: allowHosts, httpProxy, httpsProxy, noProxy, userAgent } = config
  const proxy = { httpProxy, httpsProxy, noProxy }
  const fetcher = scope.use(
    createFetcher({
      allowHosts,
      proxy,
      limits: { bytes: config.maxPageBytes },
      cacheBytes: config.pageCacheBytes,
      robots: config.obeyRobots,
      ...(userAgent === undefined ? {} : { userAgent }),
    }),
  )
  const pool = scope.use(createExtractionPool())
  const renderer =
    config.render === 'never'
      ? undefined
      : scope.use(createRenderer({ allowHosts, proxy, chromiumPath: config.chromiumPath, userAgent, manners: fetcher }))
  const network = createNetwork({ proxy: { http: httpProxy, https: httpsProxy, except: noProxy } })
  scope.defer(() => network.close())
  const readersFor = createReaders(config, createOwnReader({ fetcher, pool, renderer }), network)
  const reader: Reader = {
    name: 'first',
    read: (request, signal) => readByFirst(readersFor(request.vendorKey), request, signal),
  }
  return { reader, [Symbol.asyncDispose]: () => scope.disposeAsync() }
}

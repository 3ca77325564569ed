import { createFetcher } from '@sensorium/net'
import { createExtractionPool } from './html/pool.ts'
import { createOwnReader } from './own.ts'
import type { Reader } from './reader.ts'

/** What the engine needs to know; the toolset's configuration is one. */
export interface EngineSettings {
  readonly allowHosts: readonly string[]
  readonly userAgent?: string | undefined
  readonly httpProxy?: string | undefined
  readonly httpsProxy?: string | undefined
  readonly noProxy?: string | undefined
  readonly maxPageBytes: number
}

export interface Engine extends AsyncDisposable {
  readonly reader: Reader
}

/** Puts the engine together; nothing is fetched and no thread starts before the first reading. */
export function openEngine({ allowHosts, userAgent, maxPageBytes, ...settings }: EngineSettings): Engine {
  const scope = new AsyncDisposableStack()
  const proxy = {
    ...(settings.httpProxy === undefined ? {} : { httpProxy: settings.httpProxy }),
    ...(settings.httpsProxy === undefined ? {} : { httpsProxy: settings.httpsProxy }),
    ...(settings.noProxy === undefined ? {} : { noProxy: settings.noProxy }),
  }
  const limits = { bytes: maxPageBytes }
  const fetcher = scope.use(
    createFetcher({ allowHosts, proxy, limits, ...(userAgent === undefined ? {} : { userAgent }) }),
  )
  const pool = scope.use(createExtractionPool())
  return { reader: createOwnReader(fetcher, pool), [Symbol.asyncDispose]: () => scope.disposeAsync() }
}

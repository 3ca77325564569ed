export { permittedAddresses } from './dial.ts'
export { NetError, type NetErrorKind, netErrorKinds, redactUrl } from './errors.ts'
export type { Headers } from './exchange.ts'
export {
  createFetcher,
  type Fetched,
  type Fetcher,
  type FetcherOptions,
  type GetOptions,
  type VisitOptions,
} from './fetcher.ts'
export { defaultLimits, type Limits } from './limits.ts'
export type { Manners } from './manners.ts'
export { type Address, type Network, systemNetwork } from './network.ts'
export { createFilterProxy, type FilterProxy, type FilterProxyOptions } from './proxy/filter.ts'
export { type ProxySettings, proxyFor, readProxySettings } from './proxy/settings.ts'
export { bareHost, checkUrl, namesHost, portOf } from './url.ts'

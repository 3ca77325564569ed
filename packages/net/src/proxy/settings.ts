import { bareHost, portOf } from '../url.ts'

/** What the environment says about proxies: the values of HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
export interface ProxySettings {
  readonly httpProxy?: string | undefined
  readonly httpsProxy?: string | undefined
  /** Host names (which cover their subdomains), `host:port`, or `*`; separated by commas or spaces. */
  readonly noProxy?: string | undefined
}

function bypasses(noProxy: string, url: URL): boolean {
  const host = bareHost(url.hostname)
  return noProxy.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true
    const [, name = '', port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
    const domain = name.replace(/^\*?\./, '')
    if (domain === '' || (port !== undefined && Number(port) !== portOf(url))) return false
    return host === domain || host.endsWith(`.${domain}`)
  })
}

/** Settings that were understood. */
export interface Proxies {
  readonly http: URL | undefined
  readonly https: URL | undefined
  readonly noProxy: string
}

function parse(setting: string | undefined, name: string): URL | undefined {
  if (setting === undefined || setting === '') return undefined
  const proxy = URL.parse(setting.includes('://') ? setting : `http://${setting}`)
  if (proxy !== null && /^https?:$/.test(proxy.protocol)) return proxy
  throw new TypeError(`${name} takes an address like http://proxy.example:3128.`)
}

/** @throws TypeError naming the setting that is not an http: or https: address */
export function readProxySettings({ httpProxy, httpsProxy, noProxy = '' }: ProxySettings): Proxies {
  return { http: parse(httpProxy, 'HTTP_PROXY'), https: parse(httpsProxy, 'HTTPS_PROXY'), noProxy }
}

/** The proxy that requests to `url` go through, or undefined for a direct connection. */
export function proxyFor(url: URL, proxies: Proxies): URL | undefined {
  const proxy = url.protocol === 'https:' ? proxies.https : proxies.http
  return proxy === undefined || bypasses(proxies.noProxy, url) ? undefined : proxy
}

/** The Proxy-Authorization header for a proxy address that carries a user name, or no header. */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '' && proxy.password === '') return {}
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }
}

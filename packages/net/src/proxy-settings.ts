import { bareHost, portOf } from './url.ts'

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

/**
 * The proxy that requests to `url` go through, or undefined for a direct connection.
 * @throws TypeError when the setting is not an http: or https: address
 */
export function proxyFor(url: URL, settings: ProxySettings): URL | undefined {
  const setting = url.protocol === 'https:' ? settings.httpsProxy : settings.httpProxy
  if (setting === undefined || setting === '' || bypasses(settings.noProxy ?? '', url)) return undefined
  const proxy = URL.parse(setting.includes('://') ? setting : `http://${setting}`)
  if (proxy === null || !/^https?:$/.test(proxy.protocol)) {
    throw new TypeError('HTTP_PROXY and HTTPS_PROXY take addresses like http://proxy.example:3128.')
  }
  return proxy
}

/** The Proxy-Authorization header for a proxy address that carries a user name, or no header. */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '' && proxy.password === '') return {}
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }
}

/** Proxies as values: URLs of an HTTP(S) or SOCKS5 proxy for each scheme, and the hosts that are called directly. */
export interface ProxySettings {
  readonly http?: string | undefined
  readonly https?: string | undefined
  /** Comma-separated hosts, domains (`.example.com`) and `host:port`, or `*`; as in `NO_PROXY`. */
  readonly except?: string | undefined
}

/** Reads the conventional proxy variables, lower case first, from an environment given by the caller. */
export function proxyFromEnvironment(env: Readonly<Record<string, string | undefined>>): ProxySettings | undefined {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined
  const http = read('HTTP_PROXY') ?? read('ALL_PROXY')
  const https = read('HTTPS_PROXY') ?? read('ALL_PROXY')
  if (http === undefined && https === undefined) return undefined
  return { http, https, except: read('NO_PROXY') }
}

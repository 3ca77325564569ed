/**
 * The host that a domain filter means, however it is written (`https://Docs.Example.com/x`, `*.example.com`,
 * `site:example.com`); `undefined` when it names none.
 */
export function readDomain(value: string): string | undefined {
  const bare = value
    .trim()
    .replace(/^site:/i, '')
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^(\*\.|\.)+/, '')
  const host = URL.parse(`http://${bare}`)
    ?.hostname.replace(/\.$/, '')
    .replace(/^www\./, '')
  return host !== undefined && /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host) ? host : undefined
}

/** True for an address on the domain or one of its subdomains. */
export function isOnDomain(link: string, domain: string): boolean {
  const host = URL.parse(link)?.hostname
  return host !== undefined && (host === domain || host.endsWith(`.${domain}`))
}

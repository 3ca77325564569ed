import { isIPv4 } from 'node:net'
import { refusedAddress } from './address.ts'
import { NetError } from './errors.ts'

const maxUrlLength = 8192

/**
 * Ports from 1024 up that speak something other than the web and that a request could be made to disturb:
 * databases, caches, cluster control, and the URL standard's own list of bad ports.
 */
const refusedPorts: ReadonlySet<number> = new Set([
  1433, 1521, 1719, 1720, 1723, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432,
  5672, 5900, 5984, 5985, 5986, 6000, 6379, 6443, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 7000, 7001, 8086,
  9042, 9092, 9200, 9300, 10050, 10051, 10080, 10250, 10255, 11211, 15672, 26379, 27017, 27018, 27019, 50000,
])

/** Names that only mean something inside a network or a machine: RFC 6761, 6762, 8375, and ICANN's `internal`. */
const internalNames = /(?:^|\.)(?:localhost|local|internal|intranet|private|corp|home|lan|localdomain|home\.arpa)$/

const allowHint = 'Where it is meant to be read, its operator can allow it in the settings.'

/** Tells whether a host and port were named by the operator; entries are `host`, `host:port` or `[v6]:port`. */
export function namesHost(allowHosts: readonly string[], hostname: string, port: number): boolean {
  return allowHosts.some((entry) => {
    const [, name = '', entryPort] = /^(.+?|\[.+\])(?::(\d+))?$/.exec(entry.trim()) ?? []
    const host = URL.parse(`http://${name}/`)?.hostname
    return host === hostname && (entryPort === undefined || Number(entryPort) === port)
  })
}

/** The port of a checked address, the scheme's own when none is written. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

/** A host as sockets want it: an IPv6 literal without its brackets. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

function parse(raw: string | URL): URL {
  const written = String(raw)
  if (written.length > maxUrlLength) {
    throw new NetError('invalid_url', `The address is longer than ${maxUrlLength} characters; give a shorter one.`)
  }
  const url = URL.parse(written)
  if (url !== null) return url
  throw new NetError('invalid_url', 'This is not a complete address; write it as https://host/path.')
}

function checkPort(url: URL): void {
  const port = portOf(url)
  if (port === 80 || port === 443 || (port >= 1024 && !refusedPorts.has(port))) return
  throw new NetError('blocked', `Port ${port} is not a web port and is refused. ${allowHint}`, { url })
}

function checkHost(url: URL): void {
  const { hostname } = url
  const literal = hostname.startsWith('[') || isIPv4(hostname)
  if (literal) {
    const reason = refusedAddress(bareHost(hostname))
    if (reason === undefined) return
    throw new NetError('blocked', `${hostname} is refused: it is ${reason}. ${allowHint}`, { url })
  }
  if (hostname.includes('.') && !internalNames.test(hostname)) return
  throw new NetError('blocked', `${hostname} is refused: it names a host of an internal network. ${allowHint}`, { url })
}

/**
 * Parses an address that a model gave, in the URL standard's way (so decimal, octal, hexadecimal, full-width and
 * percent-encoded hosts become what a socket would reach), and refuses all that may not be fetched. Names still
 * have to be looked up: what they resolve to is checked when connecting.
 * Hosts named in `allowHosts` (`host` or `host:port`) are exempt from the port and host rules.
 * @throws NetError of kind `invalid_url` or `blocked`
 */
export function checkUrl(raw: string | URL, allowHosts: readonly string[] = []): URL {
  const url = parse(raw)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new NetError('invalid_url', `${url.protocol} addresses are not fetched; only http: and https: are.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new NetError('invalid_url', 'The address holds a user name or password; remove it.', { url })
  }
  url.hostname = url.hostname.replace(/\.$/, '')
  if (url.hostname === '' || url.hostname.includes('..') || /^\.|\.$/.test(url.hostname)) {
    throw new NetError('invalid_url', 'The address has no usable host name; write it as https://host/path.', { url })
  }
  if (namesHost(allowHosts, url.hostname, portOf(url))) return url
  checkPort(url)
  checkHost(url)
  return url
}

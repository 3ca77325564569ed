import type { NetErrorKind } from '../errors.ts'

/** Redirects sent one after the other by http://start.example/, and how following them must end. */
export interface RedirectAttack {
  readonly title: string
  readonly locations: readonly string[]
  readonly kind: NetErrorKind
}

const to = (title: string, location: string, kind: NetErrorKind = 'blocked'): RedirectAttack => ({
  title,
  locations: [location],
  kind,
})

export const redirectAttacks: readonly RedirectAttack[] = [
  to('loopback', 'http://127.0.0.1/'),
  to('loopback in decimal', 'http://2130706433/'),
  to('loopback in octal', 'http://0177.1/'),
  to('loopback in hexadecimal', 'http://0x7f000001/'),
  to('loopback by name', 'http://localhost:8080/'),
  to('IPv6 loopback', 'http://[::1]/'),
  to('mapped loopback', 'http://[::ffff:127.0.0.1]/'),
  to('the unspecified address', 'http://0/'),
  to('a private address', 'https://192.168.0.1/admin'),
  to('instance metadata', 'http://169.254.169.254/latest/meta-data/iam/security-credentials/'),
  to('instance metadata by name', 'http://metadata.google.internal/computeMetadata/v1/'),
  to('a private address without a scheme', '//10.0.0.1/'),
  to('a private address behind backslashes', '\\\\10.0.0.1\\'),
  to('a private address behind too many slashes', 'http:///10.0.0.1/'),
  to('a name that resolves inside', 'http://inside.example/'),
  to('a name that resolves to both', 'http://mixed.example/'),
  to('a database port', 'http://start.example:6379/'),
  to('a mail port', '//start.example:25/'),
  to('a file', 'file:///etc/passwd', 'invalid_url'),
  to('a data address', 'data:text/html,<script>alert(1)</script>', 'invalid_url'),
  to('a script', 'javascript:alert(1)', 'invalid_url'),
  to('gopher', 'gopher://127.0.0.1:6379/_FLUSHALL', 'invalid_url'),
  to('an address with a user name', 'http://start.example@10.0.0.1/', 'invalid_url'),
  to('an address with a password', 'http://me:secret@start.example/', 'invalid_url'),
  to('no address', 'http://[', 'protocol'),
  to('an endless address', `http://start.example/${'a'.repeat(10_000)}`, 'invalid_url'),
  { title: 'itself, for ever', locations: Array.from({ length: 50 }, () => '/'), kind: 'too_many_redirects' },
  { title: 'ever new addresses', locations: Array.from({ length: 50 }, (_, n) => `/${n}`), kind: 'too_many_redirects' },
  {
    title: 'a private address at the last hop',
    locations: ['/1', '//other.example/2', 'http://10.9.8.7/'],
    kind: 'blocked',
  },
]

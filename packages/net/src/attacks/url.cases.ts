import type { NetErrorKind } from '../errors.ts'

/** An address a model might be talked into giving, and why it must not be fetched. */
export interface UrlAttack {
  readonly url: string
  readonly kind: Extract<NetErrorKind, 'invalid_url' | 'blocked'>
  readonly why: string
}

const blocked = (why: string, ...urls: readonly string[]): UrlAttack[] =>
  urls.map((url) => ({ url, kind: 'blocked', why }))

const invalid = (why: string, ...urls: readonly string[]): UrlAttack[] =>
  urls.map((url) => ({ url, kind: 'invalid_url', why }))

export const urlAttacks: readonly UrlAttack[] = [
  ...blocked(
    'loopback, plainly',
    'http://127.0.0.1/',
    'http://127.8.9.10/',
    'https://127.0.0.1:8443/',
    'http://[::1]/',
  ),
  ...blocked('loopback by name', 'http://localhost/', 'http://LOCALHOST/', 'http://localhost./', 'http://a.localhost/'),
  ...blocked('decimal host', 'http://2130706433/', 'http://3232235777/', 'http://2852039166/latest/meta-data/'),
  ...blocked('octal host', 'http://0177.0.0.1/', 'http://017700000001/', 'http://0251.0376.0251.0376/'),
  ...blocked('hexadecimal host', 'http://0x7f.0.0.1/', 'http://0x7f000001/', 'http://0xA9FEA9FE/', 'http://0X7F.1/'),
  ...blocked('short host', 'http://127.1/', 'http://127.0.1/', 'http://10.1/', 'http://0/', 'http://192.168.1/'),
  ...blocked('mixed bases', 'http://0x7f.0.0.01/', 'http://0xa.0.0.1/', 'http://169.0xfe.0251.254/'),
  ...blocked('trailing dot', 'http://127.0.0.1./', 'http://169.254.169.254./', 'http://10.0.0.1.:8080/'),
  ...blocked(
    'full-width and circled digits',
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://ｌｏｃａｌｈｏｓｔ/',
  ),
  ...blocked('ideographic full stops', 'http://127。0。0。1/', 'http://localhost。/', 'http://10｡0｡0｡1/'),
  ...blocked('percent-encoded host', 'http://%31%32%37.0.0.1/', 'http://%6c%6f%63alhost/', 'http://127%2e0%2e0%2e1/'),
  ...blocked('soft hyphen and zero width in the name', 'http://local\u00adhost/', 'http://loc\u200balhost/'),
  ...blocked(
    'backslashes and missing slashes',
    'http:\\\\127.0.0.1\\',
    'http:127.0.0.1',
    'http:/10.0.0.1/',
    'http:////127.0.0.1/',
  ),
  ...blocked(
    'control characters inside',
    'http://127.0.\n0.1/',
    'ht\ttp://127.0.0.1/',
    ' http://127.0.0.1/ ',
    '\u0000http://[::1]/',
  ),
  ...blocked(
    'private ranges',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.254/',
    'http://192.168.0.1/',
  ),
  ...blocked('metadata services', 'http://169.254.169.254/latest/meta-data/', 'http://metadata.google.internal/'),
  ...blocked('metadata services by address', 'http://168.63.129.16/', 'http://100.100.100.200/', 'http://192.0.0.192/'),
  ...blocked(
    'metadata services on IPv6',
    'http://[fd00:ec2::254]/',
    'http://[fd20:ce::254]/',
    'http://[fe80::a9fe:a9fe]/',
  ),
  ...blocked('special ranges', 'http://0.0.0.0/', 'http://0.1.2.3/', 'http://100.64.0.1/', 'http://198.18.0.1/'),
  ...blocked('documentation and protocol ranges', 'http://192.0.2.1/', 'http://198.51.100.1/', 'http://203.0.113.7/'),
  ...blocked('multicast, broadcast, reserved', 'http://224.0.0.1/', 'http://240.0.0.1/', 'http://255.255.255.255/'),
  ...blocked('6to4 relay', 'http://192.88.99.1/'),
  ...blocked('IPv4-mapped IPv6', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[::FFFF:a9fe:a9fe]/'),
  ...blocked('IPv4-mapped, written out', 'http://[0:0:0:0:0:ffff:10.0.0.1]/', 'http://[0000::ffff:192.168.0.1]/'),
  ...blocked('IPv4-compatible IPv6', 'http://[::127.0.0.1]/', 'http://[::7f00:1]/', 'http://[::8.8.8.8]/'),
  ...blocked('IPv4-translated IPv6', 'http://[::ffff:0:127.0.0.1]/', 'http://[::ffff:0:8.8.8.8]/'),
  ...blocked('NAT64', 'http://[64:ff9b::127.0.0.1]/', 'http://[64:ff9b::a00:1]/', 'http://[64:ff9b:1::8.8.8.8]/'),
  ...blocked('6to4', 'http://[2002:7f00:1::]/', 'http://[2002:a00:1::1]/', 'http://[2002:808:808::1]/'),
  ...blocked('Teredo', 'http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/', 'http://[2001::1]/'),
  ...blocked('unique local and link-local IPv6', 'http://[fc00::1]/', 'http://[fdff::1]/', 'http://[fe80::1]/'),
  ...blocked('site-local and multicast IPv6', 'http://[fec0::1]/', 'http://[ff02::1]/', 'http://[ff05::1:3]/'),
  ...blocked('documentation IPv6', 'http://[2001:db8::1]/', 'http://[3fff::1]/', 'http://[::]/'),
  ...blocked('outside global unicast', 'http://[4000::1]/', 'http://[5f00::1]/', 'http://[100::1]/', 'http://[1::1]/'),
  ...blocked(
    'names of internal networks',
    'http://router/',
    'http://intranet/',
    'http://db.internal/',
    'http://nas.local/',
  ),
  ...blocked(
    'names of home and office networks',
    'http://wiki.corp/',
    'http://tv.lan/',
    'http://hub.home.arpa/',
    'http://pc.localdomain/',
  ),
  ...blocked(
    'ports below 1024',
    'http://example.com:22/',
    'http://example.com:25/',
    'https://example.com:445/',
    'http://example.com:0/',
  ),
  ...blocked(
    'ports of databases and caches',
    'http://example.com:6379/',
    'http://example.com:11211/',
    'http://example.com:9200/',
  ),
  ...blocked(
    'ports of cluster control',
    'http://example.com:2375/',
    'http://example.com:10250/',
    'http://example.com:2379/',
  ),
  ...invalid(
    'user name or password',
    'http://example.com@127.0.0.1/',
    'http://user:secret@example.com/',
    'http://a@b@example.com/',
  ),
  ...invalid(
    'user name, disguised',
    'http://example.com%2f@10.0.0.1/',
    'https://:pw@example.com/',
    'http://127.0.0.1:80@example.com/',
  ),
  ...invalid(
    'other schemes',
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://127.0.0.1:6379/_INFO',
    'data:text/html,hi',
  ),
  ...invalid(
    'schemes that run code',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'vbscript:x',
    'blob:https://example.com/1',
  ),
  ...invalid(
    'schemes of tools',
    'dict://127.0.0.1:11211/',
    'ldap://127.0.0.1/',
    'jar:http://x!/',
    'view-source:http://127.0.0.1/',
  ),
  ...invalid(
    'schemes close to ours',
    'httpx://example.com/',
    'ws://example.com/',
    'unix:/var/run/docker.sock',
    'about:blank',
  ),
  ...invalid(
    'no address at all',
    '',
    '   ',
    'example.com',
    '//example.com/',
    '/etc/passwd',
    '../..',
    'http://',
    'https:///',
  ),
  ...invalid(
    'impossible hosts',
    'http://256.0.0.1/',
    'http://1.2.3.4.5/',
    'http://0x100000000/',
    'http://exa mple.com/',
  ),
  ...invalid('broken IPv6', 'http://[::1/', 'http://[::g]/', 'http://[fe80::1%25eth0]/', 'http://[1:2:3:4:5:6:7:8:9]/'),
  ...invalid('impossible ports', 'http://example.com:65536/', 'http://example.com:-1/', 'http://example.com:80a/'),
  ...invalid('empty labels', 'http://.example.com/', 'http://example..com/', 'http://./'),
  ...invalid('endless', `http://example.com/${'a'.repeat(9000)}`),
]

/** Ordinary addresses, some in odd clothes: refusing them would be the fault. */
export const readableUrls: readonly (readonly [given: string, canonical: string])[] = [
  ['https://example.com', 'https://example.com/'],
  ['HTTPS://EXAMPLE.COM:443/A?b=c#d', 'https://example.com/A?b=c#d'],
  ['http://example.com:8080/', 'http://example.com:8080/'],
  ['http://example.com./', 'http://example.com/'],
  ['http://8.8.8.8/', 'http://8.8.8.8/'],
  ['http://134744072/', 'http://8.8.8.8/'],
  ['http://[2606:4700:4700::1111]/', 'http://[2606:4700:4700::1111]/'],
  ['http://[::ffff:8.8.8.8]/', 'http://[::ffff:808:808]/'],
  ['http://[64:ff9b::8.8.8.8]/', 'http://[64:ff9b::808:808]/'],
  ['http://172.32.0.1/', 'http://172.32.0.1/'],
  ['http://100.128.0.1/', 'http://100.128.0.1/'],
  ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
  ['https://example.com/@scope/pkg', 'https://example.com/@scope/pkg'],
  ['https://localhost.example.com/', 'https://localhost.example.com/'],
]

/** One hostile call from over the network. Every one must end before git is started. */
export interface HostileCall {
  readonly title: string
  readonly args: {
    readonly repo_name: string
    readonly ref?: string
    readonly dir_path?: string
  }
  /** What names resolve to; public by default. */
  readonly resolves?: readonly string[]
  /** Codes that the refusal may carry. */
  readonly code: 'invalid_input' | 'blocked'
}

const names = (
  code: HostileCall['code'],
  entries: readonly (readonly [title: string, repo_name: string])[],
): HostileCall[] => entries.map(([title, repo_name]) => ({ title, args: { repo_name }, code }))

const refs = (entries: readonly (readonly [title: string, ref: string])[]): HostileCall[] =>
  entries.map(([title, ref]) => ({
    title: `ref: ${title}`,
    args: { repo_name: 'acme/widget', ref },
    code: 'invalid_input',
  }))

const resolving = (entries: readonly (readonly [title: string, address: string])[]): HostileCall[] =>
  entries.map(([title, address]) => ({
    title: `a public name that resolves to ${title}`,
    args: { repo_name: 'https://git.example.com/acme/widget' },
    resolves: ['93.184.216.34', address],
    code: 'blocked',
  }))

export const hostileCalls: readonly HostileCall[] = [
  ...names('invalid_input', [
    ['an option for the remote program', '--upload-pack=touch pwned'],
    ['an option as owner', '-oProxyCommand=x/widget'],
    ['an option as name', 'acme/--upload-pack=x'],
    ['an option behind a space', ' -c core.sshCommand=x'],
    ['a transport helper', 'ext::sh -c "touch pwned"'],
    ['a transport helper with a path', 'ext::sh/-c/x'],
    ['a file descriptor transport', 'fd::17/foo'],
    ['an unknown shorthand', 'bitbucket2:acme/widget'],
    ['a line break', 'acme/widget\nacme/other'],
    ['a carriage return', 'acme/wid\rget'],
    ['a null byte', 'acme/wid\u0000get'],
    ['an escape sequence', 'acme/\u001b[2Jwidget'],
    ['a line separator', 'acme/wid\u2028get'],
    ['a climb', 'acme/../../etc'],
    ['a climb in an address', 'https://github.com/acme/..%2f..%2fetc'],
    ['an encoded line break', 'https://github.com/acme/widget%0a--upload-pack'],
    ['a broken escape', 'https://github.com/acme/%zz'],
    ['one word', 'widget'],
    ['nothing but spaces', '   '],
    ['a shell substitution', 'acme/$(touch pwned)'],
    ['back quotes', 'acme/`touch pwned`'],
    ['a semicolon', 'acme/widget;touch pwned'],
    ['a wildcard', 'acme/*'],
    ['a query', 'https:github.com?x=acme/widget'],
    ['a revision expression', 'acme/widget@{upstream}'],
    ['a host with a bad character', 'git_host.example/acme/widget'],
    ['a host that ends in a hyphen', 'git-.example/acme/widget'],
    ['too deep a path', `git.example.com/${'a/'.repeat(12)}b`],
    ['too long a segment', `acme/${'a'.repeat(150)}`],
  ]),
  ...names('blocked', [
    ['a local path', '/etc'],
    ['a home path', '~/secrets'],
    ['a relative path', '../outside'],
    ['a Windows path', 'C:\\secrets'],
    ['a file address', 'file:///etc'],
    ['a file address in capitals', 'FILE:///etc'],
    ['plain http', 'http://git.example.com/acme/widget'],
    ['the git protocol', 'git://git.example.com/acme/widget'],
    ['ftp', 'ftp://git.example.com/acme/widget'],
    ['ssh with an option as host', 'ssh://-oProxyCommand=touch/acme/widget'],
    ['ssh', 'ssh://root@git.example.com/acme/widget'],
    ['gopher', 'gopher://git.example.com/acme/widget'],
    ['credentials', 'https://user:secret@git.example.com/acme/widget'],
    ['a user name', 'https://user@git.example.com/acme/widget'],
    ['loopback', 'https://127.0.0.1/acme/widget'],
    ['loopback in decimal', 'https://2130706433/acme/widget'],
    ['loopback in octal', 'https://0177.0.0.1/acme/widget'],
    ['loopback in hexadecimal', 'https://0x7f000001/acme/widget'],
    ['loopback in IPv6', 'https://[::1]/acme/widget'],
    ['loopback mapped into IPv6', 'https://[::ffff:127.0.0.1]/acme/widget'],
    ['localhost', 'https://localhost/acme/widget'],
    ['cloud metadata', 'https://169.254.169.254/latest/meta-data'],
    ['a private network', 'https://10.0.0.5/acme/widget'],
    ['an internal name', 'https://vault.internal/acme/widget'],
    ['a host of the local network by short form', 'printer.local/acme/widget'],
    ['a port of something else', 'https://git.example.com:6379/acme/widget'],
    ['a mail port', 'git.example.com:25/acme/widget'],
  ]),
  ...resolving([
    ['loopback', '127.0.0.1'],
    ['a private network', '192.168.1.1'],
    ['cloud metadata', '169.254.169.254'],
    ['IPv6 loopback', '::1'],
    ['a unique local address', 'fd00::1'],
    ['a mapped private address', '::ffff:10.0.0.1'],
    ["a cloud platform's inside", '168.63.129.16'],
    ['the unspecified address', '0.0.0.0'],
  ]),
  ...refs([
    ['an option', '--upload-pack=touch'],
    ['a refspec', '+refs/heads/*:refs/heads/*'],
    ['a forced update', 'main:refs/heads/main'],
    ['an expression', 'HEAD~1'],
    ['a date', 'main@{yesterday}'],
    ['a climb', '../../config'],
    ['a range', 'main..other'],
    ['a space', 'main other'],
    ['a line break', 'main\nother'],
    ['a lock file', 'main.lock'],
    ['a path', 'main:etc/passwd'],
    ['a search', ':/fix'],
    ['a wildcard', 'feature/*'],
    ['a backslash', 'feature\\main'],
  ]),
]

/** Hostile paths inside an honest repository: refused or not found, and nothing outside is read. */
export const hostilePaths: readonly string[] = [
  '../../../../etc/passwd',
  'src/../../../../etc/passwd',
  '..\\..\\etc\\passwd',
  'src/index.ts\nHEAD:secret',
  'src/\u0000index.ts',
  '/etc/passwd',
  '//etc/passwd',
  'file:///etc/passwd',
  '.git/config',
  ':(top)etc',
  ':/secret',
  'HEAD:src/index.ts',
  '--help',
  '-p',
  '%2e%2e/%2e%2e/etc/passwd',
  'src/index.ts/../../..',
  'a'.repeat(4_000),
]

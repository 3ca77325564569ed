import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a path holds: text, bytes, a symlink, a submodule; null removes it. */
export type Content = string | Uint8Array | { readonly link: string } | { readonly submodule: string } | null

export interface CommitSpec {
  readonly message: string
  readonly files: Readonly<Record<string, Content>>
}

const git = (dir: string, args: readonly string[], input?: string | Uint8Array) =>
  execFileSync('git', ['--git-dir', dir, ...args], { ...(input === undefined ? {} : { input }), maxBuffer: 1 << 28 })
    .toString()
    .trim()

/** Makes a bare repository `root/name.git` with commits on `main`; returns its folder. */
export function makeRepository(root: string, name: string, commits: readonly CommitSpec[]): string {
  const dir = join(root, `${name}.git`)
  mkdirSync(dirname(dir), { recursive: true })
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', dir])
  addCommits(dir, commits)
  return dir
}

/** Adds commits to `main`, a day apart. */
export function addCommits(dir: string, commits: readonly CommitSpec[]): void {
  const stream: (string | Uint8Array)[] = []
  const data = (bytes: Uint8Array) => stream.push(`data ${bytes.length}\n`, bytes, '\n')
  const tip = tipOf(dir)
  const from = Number(tip === undefined ? 0 : git(dir, ['rev-list', '--count', 'main']))
  for (const [at, { message, files }] of commits.entries()) {
    const when = 1_700_000_000 + (from + at) * 86_400
    stream.push('commit refs/heads/main\n', `committer Ada <ada@example.com> ${when} +0000\n`)
    data(Buffer.from(message))
    if (at === 0 && tip !== undefined) stream.push(`from ${tip}\n`)
    for (const [path, content] of Object.entries(files)) {
      const quoted = JSON.stringify(path)
      if (content === null) stream.push(`D ${quoted}\n`)
      else if (typeof content === 'object' && 'submodule' in content)
        stream.push(`M 160000 ${content.submodule} ${quoted}\n`)
      else {
        const isLink = typeof content === 'object' && 'link' in content
        stream.push(`M ${isLink ? '120000' : '100644'} inline ${quoted}\n`)
        data(
          typeof content === 'string' ? Buffer.from(content) : 'link' in content ? Buffer.from(content.link) : content,
        )
      }
    }
    stream.push('\n')
  }
  const input = Buffer.concat(stream.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  git(dir, ['fast-import', '--quiet', '--force'], input)
}

export function tipOf(dir: string): string | undefined {
  try {
    return git(dir, ['rev-parse', '--verify', '--quiet', 'refs/heads/main'])
  } catch {
    return undefined
  }
}

/** Points `main` at a commit of a tree written by hand, as no honest git would write it. */
export function commitRawTree(dir: string, entries: readonly { mode: string; name: string; oid: string }[]): void {
  const tree = writeTree(dir, entries)
  const commit = `tree ${tree}\nauthor A <a@example.com> 1700000000 +0000\ncommitter A <a@example.com> 1700000000 +0000\n\nhostile\n`
  git(dir, ['update-ref', 'refs/heads/main', git(dir, ['hash-object', '-t', 'commit', '-w', '--stdin'], commit)])
}

export function writeTree(dir: string, entries: readonly { mode: string; name: string; oid: string }[]): string {
  const raw = Buffer.concat(
    entries.flatMap(({ mode, name, oid }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  )
  return git(dir, ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'], raw)
}

export function writeBlob(dir: string, content: string): string {
  return git(dir, ['hash-object', '-w', '--stdin'], content)
}

import { readlink, stat } from 'node:fs/promises'

/** Files of /etc that Python, its C libraries and matplotlib read; nothing that names users, hosts or secrets. */
const etc = [
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'alternatives',
  'fonts',
  'localtime',
  'mime.types',
  'matplotlibrc',
]
const roots = ['bin', 'lib', 'lib64', 'lib32', 'sbin']

/** The user database inside: one user, who owns the session's folder. */
export const passwd = 'user:x:1000:1000:user:/work:/bin/sh\n'

export interface SystemFiles {
  /** Paths shown read-only at the same place. */
  readonly shown: readonly string[]
  /** Links of merged systems: /bin → usr/bin. */
  readonly links: readonly (readonly [path: string, target: string])[]
}

/** What of the host's system a sandbox sees, beside the Python it runs. */
export async function systemFiles(): Promise<SystemFiles> {
  const shown = ['/usr']
  const links: [string, string][] = []
  const there = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    )
  for (const name of roots) {
    const target = await readlink(`/${name}`).catch(() => undefined)
    if (target !== undefined) links.push([`/${name}`, target])
    else if (await there(`/${name}`)) shown.push(`/${name}`)
  }
  for (const name of etc) if (await there(`/etc/${name}`)) shown.push(`/etc/${name}`)
  return { shown, links }
}

import { execa } from 'execa'
import { say } from './workspace.ts'

/** Debian packages that tests use, and the command that shows that one is there. */
const packages: readonly { readonly name: string; readonly probe: readonly [string, ...string[]] }[] = [
  { name: 'git', probe: ['git', '--version'] },
  { name: 'redis-server', probe: ['redis-server', '--version'] },
  { name: 'python3.11-doc', probe: ['test', '-f', '/usr/share/doc/python3.11/html/library/struct.html'] },
]

/**
 * Installs what is missing where that is possible without asking (root on a Debian); says what stays missing:
 * tests that need it are then skipped by name.
 */
export async function installSystemPackages(): Promise<void> {
  const missing = await missingPackages()
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && (await works(['apt-get', '--version']))) {
    say(`installing system packages: ${missing.join(' ')}`)
    const options = {
      reject: false,
      stdio: ['ignore', 'ignore', 2],
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    } as const
    await execa('apt-get', ['-q', 'update'], options)
    await execa('apt-get', ['-q', 'install', '-y', '--no-install-recommends', ...missing], options)
  }
  const still = await missingPackages()
  if (still.length > 0)
    say(`not installed, so their tests are skipped: ${still.join(' ')} (apt-get install ${still.join(' ')})`)
}

async function missingPackages(): Promise<string[]> {
  const found = await Promise.all(packages.map(({ probe }) => works(probe)))
  return packages.filter((_, index) => !found[index]).map(({ name }) => name)
}

async function works([command, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  return !(await execa(command, args, { reject: false, timeout: 20_000, stdio: 'ignore' })).failed
}

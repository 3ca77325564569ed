import { execa } from 'execa'
import { say } from './workspace.ts'

type Probe = readonly [string, ...string[]]

const installed = (file: string): Probe => ['test', '-e', file]
const python = (module: string): Probe => ['/usr/bin/python3', '-c', `import ${module}`]

/** Debian packages that tests use, and the command that shows that one is there. */
const packages: readonly { readonly name: string; readonly probe: Probe }[] = [
  { name: 'git', probe: ['git', '--version'] },
  { name: 'openssl', probe: ['openssl', 'version'] },
  { name: 'nginx-light', probe: ['/usr/sbin/nginx', '-v'] },
  { name: 'redis-server', probe: ['redis-server', '--version'] },
  { name: 'bubblewrap', probe: ['bwrap', '--version'] },
  { name: 'runsc', probe: ['runsc', '--version'] },
  { name: 'chromium', probe: ['chromium', '--version'] },
  { name: 'tesseract-ocr', probe: ['tesseract', '--version'] },
  { name: 'ffmpeg', probe: ['ffmpeg', '-version'] },
  { name: 'fonts-dejavu', probe: installed('/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf') },
  { name: 'python3', probe: ['/usr/bin/python3', '--version'] },
  { name: 'python3-numpy', probe: python('numpy') },
  { name: 'python3-pandas', probe: python('pandas') },
  { name: 'python3-matplotlib', probe: python('matplotlib') },
  { name: 'python3-pil', probe: python('PIL') },
  { name: 'python3-ipykernel', probe: python('ipykernel') },
  { name: 'jupyter-server', probe: python('jupyter_server') },
  { name: 'python3.11-doc', probe: installed('/usr/share/doc/python3.11/html/library/struct.html') },
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
    await aptGet('update')
    // One by one if they do not go together: a name that this release lacks must not keep the others out.
    const together = await aptGet('install', ...missing)
    if (!together) for (const name of missing) await aptGet('install', name)
  }
  const still = await missingPackages()
  if (still.length > 0) say(`not installed, so their tests are skipped: apt-get install ${still.join(' ')}`)
}

/** Waits for a package manager that is busy elsewhere; its own output only matters when it fails. */
async function aptGet(...args: readonly string[]): Promise<boolean> {
  const options = ['-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120']
  const { failed } = await execa('apt-get', [...options, ...args], {
    reject: false,
    stdio: 'ignore',
    timeout: 15 * 60_000,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  })
  return !failed
}

async function missingPackages(): Promise<string[]> {
  const found = await Promise.all(packages.map(({ probe }) => works(probe)))
  return packages.filter((_, index) => !found[index]).map(({ name }) => name)
}

async function works([command, ...args]: Probe): Promise<boolean> {
  return !(await execa(command, args, { reject: false, timeout: 60_000, stdio: 'ignore' })).failed
}

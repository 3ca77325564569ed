import { createHash } from 'node:crypto'
import { type Backend, type OpenOptions, Unavailable } from './backend.ts'
import { boot, firstFrame } from './driver.ts'
import { createFontList, type FontList } from './font-list.ts'
import { launchInterpreter } from './interpreter.ts'
import { countsProcessesPerNamespace, describeLimits, environment, type Machine, walls } from './machine.ts'
import { describePython, findPython, foldersOf, type Python, which } from './python.ts'
import { seccompFilter } from './seccomp.ts'
import { passwd, systemFiles } from './system-files.ts'

const words = (text: string) => text.split(' ')

/**
 * The command line of one sandbox; descriptors from 3 on hold the user database, then the seccomp filter and the
 * font list where there are such: one that nothing reads would stay open inside.
 * No mount point lies below a folder of the host that can be written (CVE-2026-87766), and everything outside the
 * sized memory file systems is read-only by the time code runs.
 */
async function argsOf(
  python: Python,
  machine: Machine,
  { filtered, folder, fonts }: { filtered: boolean; folder: boolean; fonts: FontList | undefined },
): Promise<string[]> {
  const { disk } = machine.limits
  const { shown, links } = await systemFiles()
  const tmpfs = (path: string, bytes: number) => ['--size', String(bytes), '--perms', '0700', '--tmpfs', path]
  const share = folder ? machine.share : undefined
  return [
    ...words('--unshare-user --unshare-all --disable-userns --cap-drop ALL --clearenv --new-session'),
    ...words('--die-with-parent --as-pid-1 --uid 1000 --gid 1000 --hostname sandbox'),
    ...[...shown, ...foldersOf(python)].flatMap((path) => ['--ro-bind', path, path]),
    ...links.flatMap(([path, target]) => ['--symlink', target, path]),
    ...words('--ro-bind-data 3 /etc/passwd'),
    ...(filtered ? words('--seccomp 4') : []),
    ...words('--proc /proc --dev /dev'),
    ...tmpfs('/dev/shm', disk / 2),
    ...tmpfs('/tmp', disk / 2),
    ...(fonts ? ['--file', filtered ? '5' : '4', `${environment['MPLCONFIGDIR']}/${fonts.name}`] : []),
    ...tmpfs('/work', disk),
    ...(share ? [share.writable ? '--bind' : '--ro-bind', share.path, '/data'] : []),
    ...words('--remount-ro / --remount-ro /dev --chdir /work'),
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    '--',
    python.executable,
    '-I',
    '-c',
    boot,
  ]
}

/** Tells one Python with its packages from another. */
const keyOf = (python: Python) => createHash('sha256').update(JSON.stringify(python)).digest('hex').slice(0, 16)

/** Linux namespaces by bubblewrap: the strongest wall that needs nothing but a package. */
export async function bubblewrap(machine: Machine): Promise<Backend> {
  const command = await which('bwrap', machine.path)
  if (!command) throw new Unavailable('bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap)')
  const python = await findPython(machine.python, machine.path, machine.uid)
  const filter = seccompFilter(process.arch)

  const start = async ({ warm, folder }: OpenOptions, fonts: FontList | undefined) =>
    launchInterpreter({
      command,
      args: await argsOf(python, machine, { filtered: filter !== undefined, folder, fonts }),
      env: {},
      uid: machine.uid,
      inputs: [Buffer.from(passwd), ...(filter ? [filter] : []), ...(fonts ? [fonts.bytes] : [])],
      firstFrame: await firstFrame(machine.limits, { warm, countProcesses: countsProcessesPerNamespace() }),
    })
  const fonts =
    machine.cache !== undefined && python.packages.includes('matplotlib')
      ? createFontList(machine.cache, keyOf(python), () => start({ warm: false, folder: false }, undefined))
      : undefined

  return {
    name: 'bubblewrap',
    contained: true,
    limits: [...walls, ...(filter ? ['system calls filtered'] : []), ...describeLimits(machine.limits)],
    about: describePython(python),
    open: (options) => start(options, fonts?.()),
  }
}

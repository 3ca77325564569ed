import { type Backend, Unavailable } from './backend.ts'
import { boot, firstFrame } from './driver.ts'
import { launchInterpreter } from './interpreter.ts'
import { countsProcessesPerNamespace, describeLimits, environment, type Machine, walls } from './machine.ts'
import { describePython, findPython, foldersOf, type Python, which } from './python.ts'
import { seccompFilter } from './seccomp.ts'
import { passwd, systemFiles } from './system-files.ts'

const words = (text: string) => text.split(' ')

/**
 * The command line of one sandbox; descriptors 3 and 4 hold the user database and the seccomp filter.
 * No mount point lies below a folder of the host that can be written (CVE-2026-87766), and everything outside the
 * sized memory file systems is read-only by the time code runs.
 */
async function argsOf(python: Python, machine: Machine, filtered: boolean, folder: boolean): Promise<string[]> {
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

/** Linux namespaces by bubblewrap: the strongest wall that needs nothing but a package. */
export async function bubblewrap(machine: Machine): Promise<Backend> {
  const command = await which('bwrap', machine.path)
  if (!command) throw new Unavailable('bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap)')
  const python = await findPython(machine.python, machine.path, machine.uid)
  const filter = seccompFilter(process.arch)
  const inputs = [Buffer.from(passwd), ...(filter ? [filter] : [])]

  return {
    name: 'bubblewrap',
    contained: true,
    limits: [...walls, ...(filter ? ['system calls filtered'] : []), ...describeLimits(machine.limits)],
    about: describePython(python),
    open: async ({ warm, folder }) =>
      launchInterpreter({
        command,
        args: await argsOf(python, machine, filter !== undefined, folder),
        env: {},
        uid: machine.uid,
        inputs,
        firstFrame: await firstFrame(machine.limits, { warm, countProcesses: countsProcessesPerNamespace() }),
      }),
  }
}

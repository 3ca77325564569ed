import { readlink } from 'node:fs/promises'
import { type Backend, Unavailable } from './backend.ts'
import { boot, firstFrame } from './driver.ts'
import { launchInterpreter } from './interpreter.ts'
import { countsProcessesPerNamespace, describeLimits, environment, type Machine, walls } from './machine.ts'
import { describePython, findPython, foldersOf, type Python, which } from './python.ts'
import { seccompFilter } from './seccomp.ts'

/** Files of /etc that Python, its C libraries and matplotlib read; nothing that names users, hosts or secrets. */
const etc = ['ld.so.cache', 'ld.so.conf', 'ld.so.conf.d', 'alternatives', 'fonts', 'localtime', 'mime.types', 'matplotlibrc']

/** The root-level names that are links into /usr on merged systems and folders on others. */
async function systemFolders(): Promise<string[]> {
  const names = ['bin', 'lib', 'lib64', 'lib32', 'sbin']
  const args = await Promise.all(
    names.map(async (name) => {
      const target = await readlink(`/${name}`).catch(() => undefined)
      return target === undefined ? ['--ro-bind-try', `/${name}`, `/${name}`] : ['--symlink', target, `/${name}`]
    }),
  )
  return args.flat()
}

/**
 * The command line of one sandbox; descriptors 3 and 4 hold the seccomp filter and the user database.
 * No mount point lies below a folder of the host that can be written (CVE-2026-87766), and everything outside the
 * sized memory file systems is read-only by the time code runs.
 */
async function argsOf(python: Python, machine: Machine, filter: Buffer | undefined, folder: boolean): Promise<string[]> {
  const { disk } = machine.limits
  const tmpfs = (path: string, bytes: number) => ['--size', String(bytes), '--perms', '0700', '--tmpfs', path]
  const share = folder ? machine.share : undefined
  return [
    ...['--unshare-user', '--unshare-all', '--disable-userns', '--cap-drop', 'ALL', '--clearenv', '--new-session'],
    ...['--die-with-parent', '--as-pid-1', '--uid', '1000', '--gid', '1000', '--hostname', 'sandbox'],
    ...['--ro-bind', '/usr', '/usr', ...(await systemFolders())],
    ...etc.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    ...['--ro-bind-data', '3', '/etc/passwd'],
    ...(filter ? ['--seccomp', '4'] : []),
    ...foldersOf(python).flatMap((path) => ['--ro-bind', path, path]),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...tmpfs('/dev/shm', disk / 2),
    ...tmpfs('/tmp', disk / 2),
    ...tmpfs('/work', disk),
    ...(share ? [share.writable ? '--bind' : '--ro-bind', share.path, '/data'] : []),
    ...['--remount-ro', '/', '--remount-ro', '/dev', '--chdir', '/work'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--', python.executable, '-I', '-c', boot],
  ]
}

/** Linux namespaces by bubblewrap: the strongest wall that needs nothing but a package (RESEARCH, Sandbox). */
export async function bubblewrap(machine: Machine): Promise<Backend> {
  const command = await which('bwrap', machine.path)
  if (!command) throw new Unavailable('bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap)')
  const python = await findPython(machine.python, machine.path, machine.uid)
  const filter = seccompFilter(process.arch)
  const countProcesses = countsProcessesPerNamespace()

  return {
    name: 'bubblewrap',
    contained: true,
    limits: [...walls, ...(filter ? ['system calls filtered'] : []), ...describeLimits(machine.limits)],
    about: describePython(python),
    open: async ({ warm, folder }) =>
      launchInterpreter({
        command,
        args: await argsOf(python, machine, filter, folder),
        env: {},
        uid: machine.uid,
        inputs: [Buffer.from('user:x:1000:1000:user:/work:/bin/sh\n'), ...(filter ? [filter] : [])],
        firstFrame: await firstFrame(machine.limits, warm, countProcesses),
      }),
  }
}

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Backend, Unavailable } from './backend.ts'
import { boot, firstFrame } from './driver.ts'
import { launchInterpreter } from './interpreter.ts'
import { describeLimits, environment, type Machine, walls } from './machine.ts'
import { describePython, findPython, foldersOf, type Python, which } from './python.ts'
import { passwd, type SystemFiles, systemFiles } from './system-files.ts'

const run = promisify(execFile)

/**
 * Rights of the supervisor within gVisor's own kernel, where hiding its memory from the same user does not work: it
 * is root there and the code, as another user, has none.
 */
const rights = ['CAP_SETUID', 'CAP_SETGID', 'CAP_KILL', 'CAP_SYS_PTRACE', 'CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER']

/** The container as the OCI runtime specification 1.0 has it (config.md): sized memory for what is written. */
function specOf(python: Python, machine: Machine, { shown }: SystemFiles, folder: boolean): object {
  const { disk } = machine.limits
  const share = folder ? machine.share : undefined
  const memory = (destination: string, bytes: number) => ({
    destination,
    type: 'tmpfs',
    source: 'tmpfs',
    options: ['nosuid', 'nodev', 'mode=0777', `size=${bytes}`],
  })
  const bind = (source: string, destination: string, access: 'ro' | 'rw') => ({
    destination,
    type: 'bind',
    source,
    options: ['bind', access],
  })
  return {
    ociVersion: '1.0.0',
    hostname: 'sandbox',
    root: { path: 'rootfs', readonly: true },
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: [python.executable, '-I', '-c', boot],
      env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      cwd: '/work',
      capabilities: { bounding: rights, effective: rights, permitted: rights, inheritable: [], ambient: [] },
      noNewPrivileges: true,
    },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs' },
      ...[...shown, ...foldersOf(python)].map((path) => bind(path, path, 'ro')),
      memory('/dev/shm', disk / 2),
      memory('/tmp', disk / 2),
      memory('/work', disk),
      ...(share ? [bind(share.path, '/data', share.writable ? 'rw' : 'ro')] : []),
    ],
    linux: { namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })) },
  }
}

/** gVisor: a kernel of its own in user space between code and the host's, by its OCI runtime. */
export async function gvisor(machine: Machine): Promise<Backend> {
  const command = await which('runsc', machine.path)
  if (!command) throw new Unavailable('runsc (gVisor) is not installed')
  const python = await findPython(machine.python, machine.path, machine.uid)
  const system = await systemFiles()

  return {
    name: 'gvisor',
    contained: true,
    limits: [...walls, 'own kernel', ...describeLimits(machine.limits)],
    about: describePython(python),
    open: async ({ warm, folder }) => {
      const bundle = await mkdtemp(join(tmpdir(), 'sensorium-gvisor-'))
      const rootfs = join(bundle, 'rootfs')
      await mkdir(join(rootfs, 'etc'), { recursive: true })
      await writeFile(join(rootfs, 'etc/passwd'), passwd)
      for (const [path, target] of system.links) await symlink(target, join(rootfs, path))
      await writeFile(join(bundle, 'config.json'), JSON.stringify(specOf(python, machine, system, folder)))

      const id = `sensorium-${randomBytes(8).toString('hex')}`
      const flags = ['--root', join(bundle, 'state'), '--network=none', '--ignore-cgroups', '--host-uds=none']
      const mode = machine.uid === undefined ? ['--rootless'] : []
      /** runsc leaves its sentry running when it is killed itself: the container is deleted by name. */
      const remove = async () => {
        await run(command, [...flags, ...mode, 'delete', '--force', id], { timeout: 10_000 }).catch(() => {})
        await rm(bundle, { recursive: true, force: true, maxRetries: 3 })
      }
      return launchInterpreter({
        command,
        args: [...flags, ...mode, 'run', '--bundle', bundle, id],
        env: { PATH: machine.path },
        firstFrame: await firstFrame(machine.limits, { warm, countProcesses: true, user: 1000 }),
        attach: async () => remove,
      })
    },
  }
}

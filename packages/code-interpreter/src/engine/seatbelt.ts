import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backend, Unavailable } from './backend.ts'
import { boot, firstFrame } from './driver.ts'
import { launchInterpreter } from './interpreter.ts'
import { describeLimits, environment, type Machine } from './machine.ts'
import { describePython, findPython } from './python.ts'

async function load() {
  try {
    return (await import('@anthropic-ai/sandbox-runtime')).SandboxManager
  } catch (cause) {
    throw new Unavailable('the optional package @anthropic-ai/sandbox-runtime is not installed', { cause })
  }
}

const quoted = (argument: string) => `'${argument.replaceAll("'", `'\\''`)}'`

/**
 * macOS's Seatbelt through sandbox-runtime, and on Linux its bubblewrap profile where ours does not work. Never as root:
 * there its walls can be climbed. It reads the whole disk but for home folders, so it stands behind the others.
 */
export async function seatbelt(machine: Machine): Promise<Backend> {
  if (process.platform !== 'darwin' && process.platform !== 'linux') throw new Unavailable('it needs macOS or Linux')
  if (machine.uid !== undefined)
    throw new Unavailable('sandbox-runtime does not hold for root; run the server as a user')
  const manager = await load()
  const python = await findPython(machine.python, machine.path, undefined)
  const missing = manager.checkDependencies().errors
  if (missing.length > 0) throw new Unavailable(`sandbox-runtime lacks ${missing.join(', ')}`)
  const allowRead = python.prefixes.filter((prefix) => prefix.startsWith(homedir()))
  const network = { allowedDomains: [], deniedDomains: [] }
  const denyRead = [homedir(), '/root', '/home', '/Users', '/etc/ssh', '/var', '/private/var/root']
  await manager.initialize({ network, filesystem: { denyRead, allowRead, allowWrite: [], denyWrite: [] } })

  return {
    name: 'seatbelt',
    contained: true,
    limits: [
      'no network',
      'home folders hidden, the rest read-only',
      'no environment',
      ...describeLimits(machine.limits),
    ],
    about: describePython(python),
    open: async ({ warm, folder: shared }) => {
      const folder = await realpath(await mkdtemp(join(tmpdir(), 'sensorium-code-')))
      const share = shared ? machine.share : undefined
      const allowWrite = [folder, ...(share?.writable ? [share.path] : [])]
      const readable = [...allowRead, folder, ...(share ? [share.path] : [])]
      const env = { ...environment, HOME: folder, TMPDIR: folder, MPLCONFIGDIR: join(folder, '.matplotlib') }
      const assignments = Object.entries(env).map(([name, value]) => quoted(`${name}=${value}`))
      const command = ['env', '-i', ...assignments, quoted(python.executable), '-I', '-c', quoted(boot)].join(' ')
      const filesystem = { denyRead, allowRead: readable, allowWrite, denyWrite: [] }
      const wrapped = await manager.wrapWithSandbox(command, undefined, { network, filesystem })
      return launchInterpreter({
        command: '/bin/sh',
        args: ['-c', `exec ${wrapped}`],
        cwd: folder,
        env: { PATH: machine.path },
        firstFrame: await firstFrame(machine.limits, { warm, countProcesses: false }),
        attach: async () => () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
      })
    },
  }
}

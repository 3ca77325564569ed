// Runs one of the checkout's commands on a machine that has only git, npm and some Node: brings Node 24 and pnpm by
// npx (nothing global, no root), installs the workspace when the lock file is newer, then hands over to src/<command>.ts.
// Plain JavaScript without dependencies, because it runs before either exists; any Node from 18 on can read it.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const pnpmVersion = '12.21.0'
const nodeVersion = '24'
const [command, ...args] = process.argv.slice(2)
const say = (line) => process.stderr.write(`sensorium: ${line}\n`)

const runtime = readRuntime() ?? fetchRuntime()
const env = { ...process.env, PATH: [...runtime.bins, process.env.PATH].join(delimiter) }
delete env.npm_config_nodedir
installIfStale()
run()

/** The runtime that an earlier start found, if it is still there. */
function readRuntime() {
  try {
    const known = JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8'))
    return existsSync(known.node) && known.bins.every((bin) => existsSync(bin)) ? known : undefined
  } catch {
    return undefined
  }
}

function fetchRuntime() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > 22 || (major === 22 && minor >= 19)
  say(
    enough
      ? `fetching pnpm ${pnpmVersion} (once)`
      : `fetching Node ${nodeVersion} and pnpm ${pnpmVersion} (once; this machine has Node ${process.versions.node})`,
  )
  const packages = [`pnpm@${pnpmVersion}`, ...(enough ? [] : [`node@${nodeVersion}`])].flatMap((name) => ['-p', name])
  const probe = 'console.log(JSON.stringify({ node: process.execPath, path: process.env.PATH }))'
  const { status, stdout, stderr, error } = spawnSync(
    'npx',
    ['--yes', '--loglevel=error', ...packages, 'node', '-e', process.platform === 'win32' ? `"${probe}"` : probe],
    { encoding: 'utf8', cwd: root, shell: process.platform === 'win32' },
  )
  if (status !== 0) {
    say(`npx could not fetch them; is the npm registry reachable?\n${stderr ?? ''}${error ?? ''}`)
    process.exit(1)
  }
  const { node, path } = JSON.parse(stdout.trim().split('\n').at(-1))
  const bins = path.split(delimiter).filter((bin) => bin.includes('_npx'))
  const found = { node, bins: [dirname(node), ...bins] }
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(join(root, '.cache', 'runtime.json'), JSON.stringify(found))
  return found
}

/**
 * Installs when the lock file is not the one that was installed last; what only tests and benchmarks need, only for
 * the commands that run them.
 */
function installIfStale() {
  const part = ['start', 'build', 'pack', 'sensorium'].includes(command) ? 'packages' : 'all'
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  const stamp = join(root, 'node_modules', '.installed.json')
  const installed = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {}
  if (installed.lock === lock && (installed.part === part || installed.part === 'all')) return
  say('installing dependencies')
  const filters = part === 'all' ? [] : ['--filter', '.', '--filter', './packages/*']
  const { status } = spawnSync('pnpm', [...filters, 'install', '--frozen-lockfile', '--silent'], {
    cwd: root,
    env: { ...env, CI: 'true' },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    say('pnpm install failed; the lines above say why')
    process.exit(1)
  }
  writeFileSync(stamp, JSON.stringify({ lock, part }))
}

function run() {
  const script = join(root, 'packages', 'dev', 'src', `${command}.ts`)
  if (command === undefined || !existsSync(script)) {
    say(`there is no command ${command}; see the scripts in package.json`)
    process.exit(2)
  }
  const flags = ['--conditions=@sensorium/source', '--disable-warning=ExperimentalWarning']
  const child = spawn(runtime.node, [...flags, script, ...args], { cwd: process.cwd(), env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

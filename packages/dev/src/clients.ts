import { join } from 'node:path'
import { execa } from 'execa'
import { buildIfStale, root, say } from './workspace.ts'

/**
 * `npm run clients [-- ID …]`: real clients against the built suite. They are installed from npm first, and then run
 * where there is no network but loopback, in a process namespace of their own that takes every one of them with it.
 */
const limitMs = 60 * 60_000
const folder = join(root, 'test', 'clients')
const names = process.argv.slice(2)
await buildIfStale()
const flags = [...process.execArgv]
const installation = await execa(process.execPath, [...flags, join(folder, 'install-all.ts'), ...names], {
  reject: false,
  stdio: 'inherit',
})
if (installation.failed) say('some clients could not be installed; they are skipped')
const own = process.getuid?.() === 0 ? [] : ['--map-root-user']
const { exitCode, timedOut } = await execa(
  'unshare',
  [
    ...['--net', '--pid', '--fork', '--kill-child', '--mount-proc', ...own],
    ...['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
    ...[process.execPath, ...flags, join(folder, 'run.ts'), ...names],
  ],
  { reject: false, stdio: 'inherit', timeout: limitMs },
)
if (timedOut) say(`not done after ${limitMs / 60_000} minutes; the results so far are kept`)
else if (exitCode === undefined) say('clients are only run where they reach nothing else: that takes unshare, on Linux')
process.exitCode = exitCode ?? 1

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
const isolation = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc', ...own]
const loopbackThen = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
const run = [process.execPath, ...flags, join(folder, 'run.ts'), ...names]
// Daemons of clients write to their homes until the namespace ends: only then can everything be removed.
const temporary = await mkdtemp(join(tmpdir(), 'clients-'))
const { exitCode, timedOut } = await execa('unshare', [...isolation, ...loopbackThen, ...run], {
  reject: false,
  stdio: 'inherit',
  timeout: limitMs,
  env: { TMPDIR: temporary },
})
await rm(temporary, { recursive: true, force: true, maxRetries: 5 })
if (timedOut) say(`not done after ${limitMs / 60_000} minutes; the results so far are kept`)
else if (exitCode === undefined) say('clients are only run where they reach nothing else: that takes unshare, on Linux')
process.exitCode = exitCode ?? 1

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { root, say } from './workspace.ts'

/** `npm run bench -- NAME [arguments]`: one of the folders of test/bench. */
const folder = join(root, 'test', 'bench')
const [name, ...args] = process.argv.slice(2)
const names = readdirSync(folder).filter((entry) => existsSync(join(folder, entry, 'run.ts')))
if (name === undefined || !names.includes(name)) {
  say(`benchmarks: ${names.join(', ')}`)
  process.exitCode = name === undefined ? 0 : 2
} else {
  const script = join(folder, name, 'run.ts')
  const { exitCode } = await execa(process.execPath, [...process.execArgv, script, ...args], {
    reject: false,
    stdio: 'inherit',
  })
  process.exitCode = exitCode ?? 1
}

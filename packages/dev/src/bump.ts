import { execa } from 'execa'
import { root } from './workspace.ts'

/** `npm run bump`: the next version, from the changes that wait in .changeset, and everything that names it. */
const shown = { cwd: root, preferLocal: true, stdio: 'inherit' } as const
await execa('changeset', ['version'], shown)
await execa(process.execPath, [...process.execArgv, 'packages/dev/src/docs.ts'], shown)

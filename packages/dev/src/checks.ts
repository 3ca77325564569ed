import { execa } from 'execa'
import { root, say } from './workspace.ts'

/** What every change must pass before its tests are worth running. */
const checks: readonly { readonly name: string; readonly command: readonly [string, ...string[]] }[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'type-aware lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'generated docs', command: [process.execPath, ...process.execArgv, 'packages/dev/src/docs.ts', '--check'] },
]

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** Runs all checks, whatever fails, and shows the output of those that do. */
export async function runChecks(): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, command } of checks) {
    const [file, ...args] = command
    const { failed, all } = await execa(file, args, { cwd: root, preferLocal: true, reject: false, all: true })
    if (failed) say(`check failed: ${name}\n${all}`)
    else say(`check passed: ${name}`)
    counts[failed ? 'failed' : 'passed'] += 1
  }
  return counts
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { type Counts, runChecks } from './checks.ts'
import { installSystemPackages } from './system-packages.ts'
import { build, root, say } from './workspace.ts'

const cache = join(root, '.cache')
const report = join(cache, 'vitest.json')

/** Everything that must hold: checks, then all tests against the built packages. Arguments go to vitest. */
mkdirSync(cache, { recursive: true })
await installSystemPackages()
const checks = await runChecks()
say('building')
await build()
const tests = await runTests(process.argv.slice(2))
const passed = checks.passed + tests.passed
const failed = checks.failed + tests.failed
const skipped = checks.skipped + tests.skipped
const closing = `${passed} passed, ${failed} failed, ${skipped} skipped`
writeFileSync(join(cache, 'closing-line.txt'), `${closing}\n`)
process.stdout.write(`${closing}\n`)
process.exitCode = failed === 0 ? 0 : 1

async function runTests(args: readonly string[]): Promise<Counts> {
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { failed: crashed } = await execa('vitest', ['run', ...reporters, ...args], {
    cwd: root,
    preferLocal: true,
    reject: false,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const results = readReport()
  for (const name of results.skippedNames) say(`skipped: ${name}`)
  const counted = { passed: results.passed, failed: results.failed, skipped: results.skippedNames.length }
  // A runner that failed without a failed test (a worker that crashed, a file that did not load) is a failure.
  return crashed && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { readonly assertionResults: readonly { fullName: string; status: string }[] }[]
}

function readReport(): { passed: number; failed: number; skippedNames: string[] } {
  try {
    const { numPassedTests, numFailedTests, testResults }: Report = JSON.parse(readFileSync(report, 'utf8'))
    const all = testResults.flatMap(({ assertionResults }) => assertionResults)
    const skipped = all.filter(({ status }) => ['skipped', 'pending', 'todo'].includes(status))
    return { passed: numPassedTests, failed: numFailedTests, skippedNames: skipped.map(({ fullName }) => fullName) }
  } catch {
    return { passed: 0, failed: 1, skippedNames: [] }
  }
}

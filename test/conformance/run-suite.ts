import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

/** How a server fared, by scenario. */
export interface SuiteResult {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
}

/** A version of the official suite: the package that holds it and what it is told to run. */
export interface Suite {
  readonly package: string
  readonly args: readonly string[]
}

/** Runs what a suite asks of a server; scenarios that it does not score count as passed or not at all. */
export async function runSuite(suite: Suite, url: string): Promise<SuiteResult> {
  const program = fileURLToPath(import.meta.resolve(`${suite.package}/dist/index.js`))
  const { stdout } = await execa(process.execPath, [program, 'server', '--url', url, ...suite.args], {
    reject: false,
    timeout: 160_000,
  })
  const [summary = '', notScored = ''] = (stdout.split('=== SUMMARY ===')[1] ?? '').split('Not scored')
  const unscored = new Set([...notScored.matchAll(/[✓✗] (\S+)/g)].map((match) => match[1]))
  const names = (mark: string) =>
    [...summary.matchAll(new RegExp(`${mark} ([\\w-]+):`, 'g'))].map((match) => match[1] ?? '')
  return {
    passed: names('✓').sort(),
    failed: names('✗')
      .filter((name) => !unscored.has(name))
      .sort(),
  }
}

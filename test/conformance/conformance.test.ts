import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { expectedFailures } from './expected-failures.ts'

const bins = {
  'the diagnostic server': [
    '--conditions=@sensorium/source',
    fileURLToPath(new URL('./bin.ts', import.meta.url)),
    '--http',
  ],
  'the suite': [fileURLToPath(new URL('../../packages/sensorium/dist/bin.js', import.meta.url)), 'serve'],
}

/** What holds for any server, whatever its tools. */
const forAnyServer: Readonly<Record<string, readonly string[]>> = {
  '2025-11-25': [
    'server-initialize',
    'ping',
    'tools-list',
    'server-sse-multiple-streams',
    'dns-rebinding-protection',
    'server-session-lifecycle',
  ],
  '2026-07-28': ['tools-list', 'server-sse-multiple-streams', 'dns-rebinding-protection', 'http-header-validation'],
}

describe.each(['2025-11-25', '2026-07-28'])('the official conformance suite, %s', (revision) => {
  it('fails where a server of tools must and nowhere else', { timeout: 180_000 }, async () => {
    const { failed, passed } = await run(bins['the diagnostic server'], revision)
    expect(failed).toEqual(Object.keys(expectedFailures[revision] ?? {}).sort())
    expect(passed).toEqual(expect.arrayContaining([...(forAnyServer[revision] ?? [])]))
  })

  it('passes for the suite wherever it holds for any server', { timeout: 180_000 }, async () => {
    const { passed } = await run(bins['the suite'], revision)
    expect(passed).toEqual(expect.arrayContaining([...(forAnyServer[revision] ?? [])]))
  })
})

/** Runs what a revision requires; scenarios that are not scored (extensions, pending) count as passed or not at all. */
async function run(args: readonly string[], revision: string): Promise<{ passed: string[]; failed: string[] }> {
  const server = execa(process.execPath, [...args, '--auth', 'none', '--port', '0', '--sessions'], {
    reject: false,
    buffer: false,
    stdout: 'ignore',
  })
  const { promise: listening, resolve } = Promise.withResolvers<string>()
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    const url = /listening at (\S+)/.exec(said)?.[1]
    if (url !== undefined) resolve(url)
  })
  const { stdout } = await execa('conformance', ['server', '--url', await listening, '--requirements', revision], {
    reject: false,
    preferLocal: true,
    localDir: fileURLToPath(new URL('..', import.meta.url)),
  })
  server.kill('SIGKILL')
  await server
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

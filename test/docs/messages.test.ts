import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf, httpSettings, toolErrorCodes } from '@sensorium/kit'
import { toolsets } from 'sensorium/toolsets'
import { describe, expect, it } from 'vitest'
import { pages, readPage, root } from './pages.ts'

const sources = globSync(['packages/*/src/**/*.ts'], {
  cwd: root,
  exclude: ['**/*.test.ts', '**/*.cases.ts', '**/testing/**', '**/testing*.ts'],
})
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

/** The messages of a table are the code in its first column; what it does not quote is a description. */
const messages = readPage('docs/troubleshooting.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && /^\| (?:\d{3} )?`/.test(line))
  .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, message = '']) => message))

describe('troubleshooting', () => {
  it.each(messages)('names a message that there is: %s', (message) => {
    expect(sources.includes(message)).toBe(true)
  })

  it('explains every code of a failed call', () => {
    expect(toolErrorCodes.filter((code) => !messages.includes(code))).toEqual([])
  })

  it('explains every way that a door refuses', () => {
    const refused = [...sources.matchAll(/refuse\(\s*\w+,\s*(\d{3}),\s*'([^']+)'/g)].map(([, status, text = '']) => ({
      status,
      text,
    }))
    expect(refused.length).toBeGreaterThan(8)
    // 404 for a path of the gateway itself, and 401 of a stream, speak for themselves.
    const told = refused.filter(({ text }) => !/^(?:Unauthorized|Not found)$/.test(text))
    expect(told.filter(({ text }) => !messages.some((message) => text.includes(message)))).toEqual([])
  })
})

describe('settings that the pages name', async () => {
  const all = await Promise.all(Object.values(toolsets).map(async (load) => (await load()).toolset))
  const known = new Set(
    [...all.flatMap(({ config }) => fieldsOf(config)), ...fieldsOf(httpSettings)].flatMap(({ env }) => env),
  )

  it.each(pages)('%s', (page) => {
    const named = [...readPage(page).matchAll(/`(SENSORIUM_[A-Z_]+)/g)].map(([, name = '']) => name)
    const others = ['SENSORIUM_KEY', 'SENSORIUM_LOG_LEVEL', 'SENSORIUM_']
    expect(
      named.filter((name) => !known.has(name) && !others.includes(name) && !name.startsWith('SENSORIUM_TEST_')),
    ).toEqual([])
  })
})

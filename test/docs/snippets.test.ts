import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { manifestOf, publishedFolders } from '@sensorium/dev/manifest'
import { fieldsOf, httpSettings } from '@sensorium/kit'
import { execa } from 'execa'
import { formats } from 'sensorium/formats'
import { toolsets } from 'sensorium/toolsets'
import { afterAll, describe, expect, it } from 'vitest'
import { blocks, type Command, commands, pages, readPage, root } from './pages.ts'
import { splitLine } from './shell.ts'

const bins = new Map(
  publishedFolders().map((folder) => [manifestOf(folder).name, join(root, 'packages', folder, 'dist/bin.js')]),
)
const { scripts } = JSON.parse(readPage('package.json'))
const home = mkdtempSync(join(tmpdir(), 'sensorium-docs-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Lines that say the same are checked once. */
const once = (all: readonly Command[]) => [...new Map(all.map((command) => [command.line, command])).values()]

it('finds what there is to check', () => {
  expect(pages.length).toBeGreaterThan(25)
  expect(blocks.length).toBeGreaterThan(30)
  expect(commands.length).toBeGreaterThan(40)
})

describe('blocks of data', () => {
  const data = blocks.filter(({ language }) => ['json', 'jsonc', 'toml', 'yaml'].includes(language))

  it.each(data)('$language in $page is what it says', ({ language, text }) => {
    if (language === 'json') expect(() => JSON.parse(text)).not.toThrow()
    else expect(() => formats[language as keyof typeof formats].parse(text)).not.toThrow()
  })

  it('are of a language that is known here', () => {
    // The lines for nginx are tried in test/teams/proxy.test.ts.
    const known = ['', 'sh', 'ts', 'json', 'jsonc', 'toml', 'yaml', 'mermaid', 'nginx']
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([])
  })
})

const helps = new Map<string, Promise<string>>()

/** What the built command line says of a command. */
function helpOf(bin: string, ...words: readonly string[]): Promise<string> {
  const key = [bin, ...words].join(' ')
  const known = helps.get(key) ?? execa(process.execPath, [bin, ...words, '--help']).then(({ stdout }) => stdout)
  helps.set(key, known)
  return known
}

const suite = bins.get('sensorium') ?? ''

/** A command line of ours: the command is there, and so is every flag. */
async function checkOurs(bin: string, words: readonly string[], line: string): Promise<void> {
  const [name, subject] = words
  const plain = words.filter((word) => word.startsWith('--') && word !== '--')
  const asked = bin !== suite || name === undefined || name.startsWith('-') ? [] : [name]
  // Of `call` each tool has a help of its own.
  if (name === 'call' && plain.length === 0) return
  if (name === 'call' && subject !== undefined && /^\w+$/.test(subject) && !/^[A-Z]+$/.test(subject))
    asked.push(subject)
  const help = await helpOf(bin, ...asked)
  const unknown = plain.filter((flag) => {
    const bare = flag.replace(/=.*/, '')
    return !['--help', '--version', '--json'].includes(bare) && !new RegExp(`${bare}(?![\\w-])`).test(help)
  })
  expect(unknown, line).toEqual([])
}

async function check({ line }: Command): Promise<void> {
  const { variables, words } = splitLine(line)
  const settings = (await Promise.all(Object.values(toolsets).map((load) => load()))).flatMap(({ toolset }) =>
    fieldsOf(toolset.config),
  )
  const known = new Set([...settings, ...fieldsOf(httpSettings)].flatMap(({ env }) => env)).add('SENSORIUM_KEY')
  expect(
    variables.filter((name) => name.startsWith('SENSORIUM_') && !known.has(name)),
    line,
  ).toEqual([])

  const [program, ...rest] = words.filter((word) => word !== '…' && word !== '…')
  if (program === 'sensorium') return checkOurs(suite, rest, line)
  if (program === 'npx') {
    const name =
      rest.find((word, index) => !word.startsWith('-') && rest[index - 1] !== '-p') ??
      rest[rest.indexOf('-p') + 1] ??
      ''
    const ours = name === 'NAME' ? suite : bins.get(name)
    if (ours !== undefined)
      return checkOurs(
        ours,
        rest.slice(rest.indexOf(name) + 1).filter((word) => word !== '-p'),
        line,
      )
    return expect(['changeset'], line).toContain(name)
  }
  if (program === 'npm') {
    const script = rest[0] === 'run' ? rest.slice(1).find((word) => !word.startsWith('-')) : rest[0]
    expect(Object.keys(scripts), line).toContain(script)
    const passed = rest.includes('--') ? rest.slice(rest.indexOf('--') + 1) : []
    return script === 'sensorium' ? checkOurs(suite, passed, line) : undefined
  }
  if (program === 'claude') {
    const [, started] = /^claude mcp add [\w-]+ -- npx -y (\S+)$/.exec(line) ?? []
    if (started !== undefined) return expect([...bins.keys()], line).toContain(started)
    return expect(line).toMatch(
      /^claude mcp (?:add --transport http \S+ https?:\S+(?: --header "Authorization: Bearer \S+")?|add-json --scope user \S+ '\{.*\}')$/,
    )
  }
  if (program === 'node') {
    const file = rest.find((word) => !word.startsWith('-')) ?? ''
    return expect(existsSync(join(root, file)), line).toBe(true)
  }
  expect.fail(`${line}: nothing is known of ${program}`)
}

describe('lines for a shell', { timeout: 60_000 }, () => {
  it.each(once(commands))('$line ($page)', check)

  const edits = once(commands).filter(
    ({ line }) => /^sensorium (?:add|remove) [a-z]/.test(line) && !/…|CLIENT|NAME/.test(line),
  )

  it.each(edits)('$line is run by the command line, changing nothing', async ({ line }) => {
    const { words } = splitLine(line.replace('https://gw', 'https://gw.example'))
    const dry = words.includes('--dry-run') ? [] : ['--dry-run']
    const key = line.includes('--url') ? { SENSORIUM_KEY: 'a-key-of-this-test-0123' } : {}
    const env = { PATH: '/usr/bin:/bin', HOME: home, Z_AI_API_KEY: 'a-key-of-this-test-0123', ...key }
    const outcome = await execa(process.execPath, [suite, ...words.slice(1), ...dry], {
      env,
      extendEnv: false,
      cwd: home,
      reject: false,
    })
    expect(outcome.exitCode, outcome.stderr).toBe(0)
  })
})

describe.each(pages)('%s', (page) => {
  it('links to pages and headings that there are', () => {
    const links = [
      ...readPage(page)
        .replaceAll(/^```[\s\S]*?^```$/gm, '')
        .matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g),
    ].map(([, to = '']) => to)
    expect(links.filter((to) => !existsSync(join(root, dirname(page), to.replace(/#.*/, ''))))).toEqual([])
  })
})

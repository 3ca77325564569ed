import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Scope, scopes } from '../clients/client.ts'
import { clientCases } from '../clients/clients.cases.ts'
import { clients } from '../clients/clients.ts'
import { parseText } from '../config-file/edit.ts'
import { isMap } from '../config-file/format.ts'
import { formats } from '../config-file/formats.ts'
import { type TestHome, testHome } from '../testing/home.ts'
import { add } from './add.ts'
import { list } from './list.ts'
import { remove } from './remove.ts'

/** A file that somebody has kept by hand: comments, an order, another server, a space too many. */
const lived = {
  jsonc: (table: string) =>
    `// mine\n{\n  "theme":   "dark", // keep\n  "${table}": {\n    // other\n    "other": { "command": "x" } // last\n  },\n  "z": [1,2]\n}\n`,
  toml: (table: string) =>
    `# mine\ntheme   = "dark" # keep\n\n[${table}.other]  # other\ncommand = "x"\n\n[z]\nlist = [ 1,\n 2 ] # end\n`,
  yaml: (table: string) =>
    `# mine\ntheme:   dark  # keep\n${table}:\n    # other\n    other:\n        cmd:   x\n# after\nz: [1,2]\n`,
}
const malformed = { jsonc: '{ "a": }', toml: 'a = = 1\n', yaml: 'a: [1\n' }
const ways = {
  launch: ['--with-env', 'Z_AI_API_KEY=z-key-0123456789'],
  header: ['--url', 'http://gateway.test:7432', '--key', 'key-0123456789abcdef'],
  query: ['--url', 'http://gateway.test:7432/mcp', '--key', 'key-0123456789abcdef', '--key-in', 'query'],
} as const

const places = clients.flatMap((client) =>
  scopes.filter((scope) => client.files[scope] !== undefined).map((scope) => ({ client, scope })),
)

function fileOf(home: TestHome, id: string, scope: Scope): string {
  const at = clientCases[id]
  return scope === 'user' ? join(home.place.home, at?.user ?? '') : join(home.place.directory, at?.project ?? '')
}

it('has a case for every client', () => {
  expect(Object.keys(clientCases).sort()).toEqual(clients.map(({ id }) => id).sort())
})

describe.each(places)('$client.id, $scope scope', ({ client, scope }) => {
  const options = ['--scope', scope]
  const entryOf = (text: string) => {
    const servers = parseText(formats[client.format], text)[clientCases[client.id]?.table ?? '']
    return isMap(servers) ? servers['sensorium'] : undefined
  }

  it.each(Object.entries(ways))('adds by %s, once, and removes to the byte', async (way, argv) => {
    await using home = await testHome()
    const original = lived[client.format](client.table)
    const file = await home.write(fileOf(home, client.id, scope), original)

    const preview = await home.run(add, [client.id, ...options, ...argv, '--dry-run'])
    expect(preview).toMatchObject({ code: 0 })
    expect(preview.stdout).toContain('sensorium')
    expect(preview.stdout).not.toMatch(/0123456789/)
    expect(await home.read(file)).toBe(original)

    expect(await home.run(add, [client.id, ...options, ...argv])).toMatchObject({ code: 0 })
    const added = await home.read(file)
    if (way === 'query') {
      expect(JSON.stringify(entryOf(added))).toContain('/mcp?Authorization=key-0123456789abcdef"')
      expect(JSON.stringify(entryOf(added))).not.toContain('Bearer')
    } else expect(entryOf(added)).toEqual(clientCases[client.id]?.[way === 'launch' ? 'launch' : 'header'])
    expect(original.split('\n').filter((line) => !added.includes(line.replace(/ \/\/ last$/, '')))).toEqual([])
    for (const comment of original.match(/(?:#|\/\/) \w+/g) ?? []) expect(added).toContain(comment)

    const again = await home.run(add, [client.id, ...options, ...argv])
    expect(again.stdout).toContain('nothing to change')
    expect(await home.read(file)).toBe(added)

    const listed = await home.run(list, [])
    expect(listed.stdout).toContain(file)
    expect(listed.stdout).not.toMatch(/0123456789/)

    expect(await home.run(remove, [client.id, ...options])).toMatchObject({ code: 0 })
    expect(await home.read(file)).toBe(original)
    expect((await home.run(list, [])).stdout).toContain('No client is configured')
  })

  it('makes the file where there is none, and takes it away again', async () => {
    await using home = await testHome()
    const file = fileOf(home, client.id, scope)
    await home.run(add, [client.id, ...options])
    expect(entryOf(await home.read(file))).toBeDefined()
    await home.run(remove, [client.id, ...options])
    expect(existsSync(file)).toBe(false)
  })

  it('removes its entry alone when others have edited since', async () => {
    await using home = await testHome()
    const original = lived[client.format](client.table)
    const file = await home.write(fileOf(home, client.id, scope), original)
    await home.run(add, [client.id, ...options])
    const edited = (await home.read(file)).replace('dark', 'light')
    await home.write(file, edited)
    const removed = await home.run(remove, [client.id, ...options])
    expect(await home.read(file)).toBe(original.replace('dark', 'light'))
    const copy = /before: (.*)/.exec(removed.stdout)?.[1] ?? ''
    expect(await home.read(copy)).toBe(edited)
  })

  it('leaves a malformed file alone and says where the fault is', async () => {
    await using home = await testHome()
    const file = await home.write(fileOf(home, client.id, scope), malformed[client.format])
    for (const command of [add, remove]) {
      const outcome = await home.run(command, [client.id, ...options])
      expect(outcome.code).toBe(1)
      expect(outcome.stderr).toContain(file)
      expect(outcome.stderr).toMatch(/line \d+, column \d+/)
    }
    expect(await home.read(file)).toBe(malformed[client.format])
    expect((await home.run(list, [])).stdout).toContain('cannot be read')
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testHome } from '../testing/home.ts'
import { add } from './add.ts'
import { remove } from './remove.ts'

const key = 'key-0123456789abcdef'

describe('add', () => {
  it.each([
    { argv: [], says: /name a client: claude-code, cline/ },
    { argv: ['../../etc'], says: /no client "\.\.\/\.\.\/etc"/ },
    { argv: ['cursor', '--name', '__proto__'], says: /--name: a name begins with a letter/ },
    { argv: ['cursor', '--name', 'a b'], says: /--name/ },
    { argv: ['cursor', '--name', 'x".y'], says: /--name/ },
    { argv: ['cursor', '--scope', 'system'], says: /--scope/ },
    { argv: ['cursor', '--key-in', 'cookie'], says: /--key-in/ },
    { argv: ['cursor', '--nonsense'], says: /unknown option --nonsense/ },
  ])('calls $argv a wrong use', async ({ argv, says }) => {
    await using home = await testHome()
    const outcome = await home.run(add, argv)
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(outcome.stderr).toMatch(says)
  })

  it.each([
    { argv: ['--url', 'ftp://x'], says: /no http or https address/ },
    { argv: ['--url', 'javascript:alert(1)'], says: /no http or https address/ },
    { argv: ['--url', 'https://user:pw@gw.test', '--key', key], says: /give the address alone/ },
    { argv: ['--url', `https://gw.test?Authorization=${key}`], says: /give the address alone/ },
    { argv: ['--url', 'https://gw.test'], says: /needs a key: --key or SENSORIUM_KEY/ },
    { argv: ['--url', 'http://127.0.0.1.evil.test'], says: /needs a key/ },
    { argv: ['--url', 'http://127.evil.test'], says: /needs a key/ },
    { argv: ['--url', 'http://localhost.evil.test'], says: /needs a key/ },
    { argv: ['--url', 'https://gw.test', '--key', 'a\r\nX-Evil: 1'], says: /a key has no spaces/ },
    { argv: ['--url', 'https://gw.test', '--key', key, '--with-env', 'A=1'], says: /--with-env is for servers/ },
    { argv: ['--with-env', 'NOT_THERE'], says: /NOT_THERE is not set here/ },
    { argv: ['--with-env', 'A B=1'], says: /A B is no name of a variable/ },
    { argv: ['--only', 'web-reader,nope'], says: /there is no server nope/ },
  ])('refuses $argv and changes nothing', async ({ argv, says }) => {
    await using home = await testHome()
    const outcome = await home.run(add, ['cursor', ...argv])
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toMatch(says)
    await expect(home.read(join(home.place.home, '.cursor', 'mcp.json'))).rejects.toThrow('ENOENT')
  })

  it('takes the key from the environment, and no other option', async () => {
    await using home = await testHome({ SENSORIUM_KEY: key, SENSORIUM_SCOPE: 'project', SENSORIUM_NAME: 'other' })
    await home.run(add, ['cursor', '--url', 'https://gw.test/prefix/mcp/'])
    expect(JSON.parse(await home.read(join(home.place.home, '.cursor', 'mcp.json')))).toEqual({
      mcpServers: { sensorium: { url: 'https://gw.test/prefix/mcp', headers: { Authorization: `Bearer ${key}` } } },
    })
  })

  it('finds the key of the gateway on this machine', async () => {
    await using home = await testHome()
    await home.write(join(home.place.home, '.config', 'sensorium', 'key'), `${key}\n`)
    await home.run(add, ['cursor', '--url', 'http://127.0.0.1:7432'])
    expect(await home.read(join(home.place.home, '.cursor', 'mcp.json'))).toContain(`Bearer ${key}`)
  })

  it('gives chosen servers of a gateway an entry each, and replaces what all had', async () => {
    await using home = await testHome()
    const remote = ['--url', 'https://gw.test', '--key', key]
    await home.run(add, ['cursor', ...remote])
    await home.run(add, ['cursor', ...remote, '--only', 'web-reader'])
    const file = join(home.place.home, '.cursor', 'mcp.json')
    expect(Object.entries(JSON.parse(await home.read(file)).mcpServers)).toEqual([
      ['sensorium-web-reader', expect.objectContaining({ url: 'https://gw.test/api/mcp/web_reader/mcp' })],
    ])
    await home.run(remove, ['cursor'])
    await expect(home.read(file)).rejects.toThrow('ENOENT')
  })

  it('starts chosen servers as one', async () => {
    await using home = await testHome()
    await home.run(add, ['cursor', '--only', 'web-reader'])
    expect(JSON.parse(await home.read(join(home.place.home, '.cursor', 'mcp.json'))).mcpServers.sensorium.args).toEqual(
      ['-y', 'sensorium', 'stdio', '--only', 'web-reader'],
    )
  })

  it('does the other clients when one cannot be changed', async () => {
    await using home = await testHome()
    await home.write(join(home.place.home, '.cursor', 'mcp.json'), '{')
    const outcome = await home.run(add, ['cursor', 'droid'])
    expect(outcome.code).toBe(1)
    expect(await home.read(join(home.place.home, '.factory', 'mcp.json'))).toContain('sensorium')
  })

  it('refuses a file that is nested to break its reader', async () => {
    await using home = await testHome()
    const hostile = '{"a":'.repeat(200_000)
    const file = await home.write(join(home.place.home, '.cursor', 'mcp.json'), hostile)
    expect(await home.run(add, ['cursor'])).toMatchObject({ code: 1, stderr: expect.stringContaining(file) })
    expect(await home.read(file)).toBe(hostile)
  })

  it('says that a client has no configuration of that scope', async () => {
    await using home = await testHome()
    const outcome = await home.run(add, ['goose', '--scope', 'project'])
    expect(outcome.stderr).toContain('Goose has no configuration of project scope')
  })

  it('removes the name even where another entry had it before', async () => {
    await using home = await testHome()
    const file = join(home.place.home, '.cursor', 'mcp.json')
    await home.write(file, '{"mcpServers":{"sensorium":{"url":"http://mine/"}}}')
    await home.run(add, ['cursor'])
    await home.run(remove, ['cursor'])
    expect(JSON.parse(await home.read(file))).toEqual({ mcpServers: {} })
  })

  it('edits the file that is there of those a client reads', async () => {
    await using home = await testHome()
    const file = await home.write(join(home.place.home, '.config', 'opencode', 'opencode.jsonc'), '{\n  // mine\n}\n')
    await home.run(add, ['opencode'])
    expect(await home.read(file)).toContain('"sensorium"')
  })
})

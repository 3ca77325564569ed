import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../packages/sensorium/dist/bin.js', import.meta.url))
const docs = '/usr/share/doc/python3.11/html'
const missing = existsSync(docs) ? '' : ' (needs the Debian package python3.11-doc)'

/** A page that nobody here wrote, read by the built command line: the main job on real input. */
describe.skipIf(missing !== '')(`a page of Python's documentation${missing}`, () => {
  let site: Server
  let url: string
  let host: string

  beforeAll(async () => {
    site = createServer((request, response) => {
      readFile(`${docs}${new URL(request.url ?? '/', 'http://localhost').pathname}`).then(
        (html) => response.writeHead(200, { 'content-type': 'text/html' }).end(html),
        () => response.writeHead(404).end(),
      )
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => site.once('listening', resolve))
    host = `127.0.0.1:${(site.address() as AddressInfo).port}`
    url = `http://${host}/library/struct.html`
  })
  afterAll(() => void site.close())

  it('reaches a client over stdio with its code, tables and links intact', async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [bin, 'stdio', '--only', 'web-reader'],
      env: { SENSORIUM_ALLOW_PRIVATE_HOSTS: host },
    })
    const client = new Client({ name: 'claude-code', version: '0' }, { versionNegotiation: { mode: 'auto' } })
    await client.connect(transport)
    const { content, isError } = await client.callTool({ name: 'webReader', arguments: { url } })
    await client.close()
    const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    expect(isError, text).not.toBe(true)
    expect(text).toContain('Interpret bytes as packed binary data')
    expect(text).toMatch(/```(python|pycon)3?\n>>> from struct import \*\n>>> pack\(">bhl", 1, 2, 3\)\n/)
    expect(text).toMatch(/\| *Character *\| *Byte order *\| *Size *\| *Alignment *\|\n\| *-+/)
    expect(text).toContain(`](http://${host}/library/stdtypes.html`)
    expect(text).not.toContain('Previous topic')
  })

  it('is printed by sensorium call', async () => {
    const { stdout, exitCode } = await execa(process.execPath, [bin, 'call', 'webReader', '--url', url], {
      env: { SENSORIUM_ALLOW_PRIVATE_HOSTS: host },
      reject: false,
    })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Interpret bytes as packed binary data')
  })

  it('is refused where the host was not allowed, with the setting to change', async () => {
    const { stdout, exitCode } = await execa(process.execPath, [bin, 'call', 'webReader', '--url', url], {
      reject: false,
    })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('Error (blocked)')
  })
})

describe('the suite on the command line', () => {
  const run = (...args: string[]) => execa(process.execPath, [bin, ...args], { reject: false, timeout: 15_000 })

  it.each([
    [['nothing'], 2, 'unknown command nothing'],
    [['call'], 2, 'name a tool'],
    [['call', 'nothing'], 2, 'there is no tool nothing'],
    [['call', 'webReader', '{"url":'], 2, 'not valid JSON'],
    [['stdio', '--only', 'smell'], 2, 'there is no server smell'],
    [['serve', '--prt', '1'], 2, 'unknown option --prt'],
    [['serve', '--port', 'x'], 2, '--port'],
  ])('%j exits %d and says why', async (args, code, says) => {
    const { exitCode, stderr } = await run(...args)
    expect(exitCode).toBe(code)
    expect(stderr).toContain(says)
  })

  it.each([
    [['--help']],
    [['serve', '--help']],
    [['stdio', '--help']],
    [['call', 'webReader', '--help']],
    [['--version']],
  ])('%j answers and exits 0', async (args) => {
    const { exitCode, stdout } = await run(...args)
    expect(exitCode).toBe(0)
    expect(stdout).not.toBe('')
  })

  it('prints every tool as JSON', async () => {
    const { stdout } = await run('tools', '--json')
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ name: 'webReader' }))
  })
})

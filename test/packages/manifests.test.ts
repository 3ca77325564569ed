import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { manifestOf, publishedFolders } from '@sensorium/dev/manifest'
import { bundleForDesktop } from '@sensorium/dev/mcpb'
import { packAll } from '@sensorium/dev/packed'
import { execa } from 'execa'
import { toolsets } from 'sensorium/toolsets'
import { describe, expect, it } from 'vitest'
import { serverJson } from './registry.ts'

const packages = fileURLToPath(new URL('../../packages/', import.meta.url))
const folders = publishedFolders()
const { version } = manifestOf('sensorium')

it('has one version, which every manifest and every server names', async () => {
  expect(folders.map((folder) => manifestOf(folder).version)).toEqual(folders.map(() => version))
  const served = await Promise.all(Object.values(toolsets).map(async (load) => (await load()).toolset.version))
  expect(served).toEqual(served.map(() => version))
})

describe.each(folders)('%s', (folder) => {
  const manifest = manifestOf(folder)

  it('has an entry for the MCP registry that names the package, its version and its mcpName', () => {
    const entry = serverJson.parse(JSON.parse(readFileSync(join(packages, folder, 'server.json'), 'utf8')))
    expect(entry.name).toBe(manifest.mcpName)
    expect(entry.version).toBe(version)
    expect(entry.packages[0]).toMatchObject({ identifier: manifest.name, version })
  })

  it('needs the Node that its bundle asks for', () => {
    expect(manifest.engines).toEqual({ node: '>=22.19' })
  })

  it('carries code under permissive licences only, and their words', () => {
    const notices = readFileSync(join(packages, folder, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8')
    const carried = [...notices.matchAll(/^(\S+@\d\S*) \((.+)\)$/gm)].map(([, name = '', licence = '']) => ({
      name,
      licence,
    }))
    expect(carried.length).toBeGreaterThan(10)
    expect(carried.filter(({ licence }) => !isPermissive(licence))).toEqual([])
    expect(notices).toMatch(/Permission is hereby granted/)
  })
})

const permissive = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', '0BSD'])

/** An SPDX expression: of alternatives one must do; of what holds together all, where zlib's terms are as light as MIT's. */
function isPermissive(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, '')
  return bare
    .split(' OR ')
    .some((choice) =>
      choice.split(' AND ').every((one) => permissive.has(one) || (one === 'Zlib' && bare.includes('AND'))),
    )
}

describe('a bundle for desktop clients', { timeout: 120_000 }, () => {
  it('is what the clients’ own tool takes, and starts', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'sensorium-mcpb-'))
    try {
      const packed = (await packAll(scratch)).find(({ folder }) => folder === 'web-search')
      const bundle = await bundleForDesktop(packed ?? expect.fail('web-search was not packed'))
      const opened = join(scratch, 'opened')
      await execa('mcpb', ['unpack', bundle, opened], { preferLocal: true, localDir: join(packages, 'dev') })
      const manifest = JSON.parse(readFileSync(join(opened, 'manifest.json'), 'utf8'))
      expect(manifest.tools.map(({ name }: { name: string }) => name)).toEqual(['webSearchPrime'])
      expect(manifest.user_config['tavilyApiKey']).toMatchObject({ sensitive: true, required: false, default: '' })
      const [program = ''] = manifest.server.mcp_config.args
      const { stdout } = await execa(process.execPath, [program.replace(/^\$\{__dirname\}/, opened), '--version'])
      expect(stdout).toBe(version)
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  })
})

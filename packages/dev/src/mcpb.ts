import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { AnyToolset, Field } from '@sensorium/kit'
import { firstSentence } from '@sensorium/kit'
import { execa } from 'execa'
import { toolsets } from 'sensorium/toolsets'
import { askedOf, knownName } from './known-settings.ts'
import { type Manifest, manifestOf } from './manifest.ts'
import type { PackedPackage } from './packed.ts'

/**
 * Makes the bundle that desktop clients install by a click: what npm would install, and a form for the settings.
 * One with native parts is for this machine's platform alone, and its name says so.
 */
export async function bundleForDesktop({ folder, tarball }: PackedPackage): Promise<string> {
  const manifest = manifestOf(folder)
  const native = manifest.dependencies !== undefined
  const platform = native ? `-${process.platform}-${process.arch}` : ''
  const output = join(dirname(tarball), `${basename(tarball, '.tgz')}${platform}.mcpb`)
  const stage = join(dirname(tarball), 'mcpb', folder)
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { recursive: true })
  await execa('npm', [
    'install',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--prefix',
    stage,
    tarball,
  ])
  for (const file of ['package.json', 'package-lock.json']) rmSync(join(stage, file))
  writeFileSync(join(stage, 'manifest.json'), JSON.stringify(await desktopManifest(folder, manifest, native), null, 2))
  await execa('mcpb', ['pack', stage, output], { preferLocal: true, localDir: join(import.meta.dirname, '..') })
  return output
}

async function desktopManifest(folder: string, manifest: Manifest, native: boolean): Promise<object> {
  const suite = folder === 'sensorium'
  const loads = Object.entries(toolsets).filter(([name]) => suite || name === folder)
  const carried = await Promise.all(loads.map(async ([, load]) => (await load()).toolset))
  const asked = askedOf(carried)
  const entry = `node_modules/${manifest.name}/dist/bin.js`
  return {
    manifest_version: '0.3',
    name: suite ? 'sensorium' : `sensorium-${folder}`,
    display_name: suite ? 'Sensorium' : `Sensorium ${carried[0]?.title.toLowerCase()}`,
    version: manifest.version,
    description: manifest.description,
    author: { name: 'the Sensorium authors' },
    license: manifest.license,
    keywords: manifest.keywords,
    server: {
      type: 'node',
      entry_point: entry,
      mcp_config: {
        command: 'node',
        args: [`\${__dirname}/${entry}`, ...(suite ? ['stdio'] : [])],
        env: Object.fromEntries(asked.map((field) => [knownName(field), `\${user_config.${field.key}}`])),
      },
    },
    tools: carried.flatMap(toolsOf),
    compatibility: {
      platforms: native ? [process.platform] : ['darwin', 'linux', 'win32'],
      runtimes: { node: manifest.engines?.node },
    },
    user_config: Object.fromEntries(asked.map((field) => [field.key, question(field)])),
  }
}

const toolsOf = ({ tools }: AnyToolset) =>
  tools.map(({ name, description }) => ({ name, description: firstSentence(description) }))

/** Nothing is required, and an empty answer is as good as none: the servers read it as unset. */
const question = (field: Field) => ({
  type: 'string',
  title: knownName(field),
  description: field.description,
  required: false,
  sensitive: field.secret,
  default: '',
})

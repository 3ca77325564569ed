import { execa } from 'execa'
import { manifestOf } from './manifest.ts'
import { packAll } from './packed.ts'
import { build, say } from './workspace.ts'

/**
 * `npm run release`: publishes what is not published yet, from the release workflow alone, whose identity npm and the
 * MCP registry check. The tarballs are made as the tests make them.
 */
const owner = process.env['GITHUB_REPOSITORY_OWNER']
if (owner === undefined) {
  say('releases are made by the release workflow; npm run pack makes the tarballs')
  process.exit(2)
}
await build()
for (const { folder, name, tarball } of await packAll()) {
  const { version, mcpName } = manifestOf(folder)
  if (mcpName?.startsWith(`io.github.${owner}/`) !== true) {
    say(`${name}: the MCP registry lets ${owner} publish as io.github.${owner}/… only; its mcpName is ${mcpName}`)
    process.exit(1)
  }
  const { stdout } = await execa('npm', ['view', `${name}@${version}`, 'version'], { reject: false })
  if (stdout.trim() === version) continue
  await execa('npm', ['publish', tarball, '--provenance', '--access', 'public'], { stdio: 'inherit' })
  // The action that called reads these lines.
  process.stdout.write(`New tag: ${name}@${version}\n`)
}

import { statSync } from 'node:fs'
import { relative } from 'node:path'
import { bundleForDesktop } from './mcpb.ts'
import { packAll } from './packed.ts'
import { buildIfStale, root } from './workspace.ts'

/** `npm run pack [-- --mcpb]`: the tarballs that are published, and the bundles for desktop clients, in .cache/packed. */
await buildIfStale()
for (const packed of await packAll()) {
  report(packed.tarball)
  if (process.argv.includes('--mcpb')) report(await bundleForDesktop(packed))
}

function report(file: string): void {
  process.stdout.write(`${relative(root, file)}  ${(statSync(file).size / 1e6).toFixed(2)} MB\n`)
}

import { install } from './install.ts'
import { pinned } from './pins.ts'

/** Installs the named clients, all of them without names, into the cache. */
const named = process.argv.slice(2)
for (const [id, pin] of Object.entries(pinned)) {
  if ('skipped' in pin || (named.length > 0 && !named.includes(id))) continue
  await install(id, pin).catch((error: unknown) => {
    process.exitCode = 1
    process.stderr.write(`${id}: ${error instanceof Error ? error.message : String(error)}\n`)
  })
}

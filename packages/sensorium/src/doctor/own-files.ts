import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ownDirectory } from '../place.ts'
import { type Check, type CheckGroup, ok } from './check.ts'

export const ownFiles: CheckGroup = {
  title: 'Own files',
  checks: async ({ place }) => [
    privateFile('Configuration folder', ownDirectory(place), '700'),
    privateFile('Key', join(ownDirectory(place), 'key'), '600'),
  ],
}

/** What keeps keys must be its owner's alone. */
function privateFile(name: string, path: string, mode: string): Check {
  return {
    name,
    run: async ({ place }) => {
      const found = await stat(path).catch(() => undefined)
      if (found === undefined) return ok(`${path} is made when it is needed`)
      const open = place.platform !== 'win32' && (found.mode & 0o077) !== 0
      if (!open) return ok(path)
      const detail = `${path} can be read by others (mode ${(found.mode & 0o777).toString(8)})`
      return { state: 'broken', detail, fix: `chmod ${mode} ${path}` }
    },
  }
}

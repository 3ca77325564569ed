import { type AnyToolset, fieldsOf, readConfig, readFlags, type Terminal } from '@sensorium/kit'
import { z } from 'zod'
import packageJson from '../package.json' with { type: 'json' }
import { toolsets } from './toolsets.ts'

/** How the suite presents itself where several servers answer as one. */
export const suite = { name: 'sensorium', title: 'Sensorium', version: packageJson.version }

/** The setting that narrows the suite to some of its servers. */
export const selection = z.object({
  only: z.array(z.string()).optional().describe('Servers to offer, comma-separated; all of them when not given.'),
})

export type Selected =
  | { readonly ok: true; readonly toolsets: readonly AnyToolset[] }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Loads the servers that `--only` names, or all: a server that is not offered costs nothing. */
export async function select({ argv, env }: Terminal): Promise<Selected> {
  const { flags } = readFlags(argv, fieldsOf(selection))
  const read = readConfig(selection, { flags, env })
  const names = (read.ok ? read.value.only : undefined) ?? Object.keys(toolsets)
  const unknown = names.filter((name) => !Object.hasOwn(toolsets, name))
  if (unknown.length > 0) {
    const known = Object.keys(toolsets).join(', ')
    return { ok: false, faults: unknown.map((name) => `--only: there is no server ${name}; servers: ${known}`) }
  }
  const loaded = await Promise.all(names.flatMap((name) => toolsets[name]?.() ?? []))
  return { ok: true, toolsets: loaded.map(({ toolset }) => toolset) }
}

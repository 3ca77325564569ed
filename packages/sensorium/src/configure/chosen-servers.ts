import { ConfigFault } from '../config-file/format.ts'
import { select } from '../select.ts'
import type { ChosenServer } from './connection.ts'

/** @throws ConfigFault when there is no such server */
export async function chosenServers(only: readonly string[]): Promise<ChosenServer[]> {
  const selected = await select({ argv: ['--only', only.join(',')], env: {} })
  if (!selected.ok) throw new ConfigFault(selected.faults.join('\n'))
  return selected.toolsets.map(({ name, paths: [path] }) => ({ name, path }))
}

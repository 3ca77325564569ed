import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './read-config.ts'

/**
 * The user's configuration directory for this product (`APPDATA` on Windows). An empty variable counts as unset, as the
 * XDG Base Directory Specification wants it.
 */
export function configDirectory(env: Environment): string {
  const base = env['XDG_CONFIG_HOME'] || env['APPDATA'] || join(env['HOME'] || homedir(), '.config')
  return join(base, 'sensorium')
}

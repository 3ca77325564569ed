import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './read-config.ts'

/** The user's configuration directory for this product (XDG Base Directory; `APPDATA` on Windows). */
export function configDirectory(env: Environment): string {
  return join(env['XDG_CONFIG_HOME'] ?? env['APPDATA'] ?? join(homedir(), '.config'), 'sensorium')
}

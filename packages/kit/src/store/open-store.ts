import type { Logger } from '../log.ts'
import { createMemoryStore } from './memory.ts'
import type { Store } from './store.ts'

/**
 * Opens what `SENSORIUM_STORE` names: `memory`, a file's path, or `redis://…`. The libraries load with their kind.
 *
 * @throws Error when a file cannot be opened
 */
export async function openStore(address: string, log: Logger): Promise<Store> {
  if (address === 'memory') return createMemoryStore()
  if (/^(redis|rediss|valkey):\/\//.test(address)) {
    const { createRedisStore } = await import('./redis.ts')
    return createRedisStore(address.replace(/^valkey:/, 'redis:'), log)
  }
  const { createSqliteStore } = await import('./sqlite.ts')
  return createSqliteStore(address.replace(/^(sqlite|file):(\/\/)?/, ''))
}

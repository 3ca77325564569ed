import { once } from 'node:events'
import { Redis } from 'ioredis'
import type { Logger } from '../log.ts'
import { type Store, tallyKeptMs } from './store.ts'

/** One step on the server, so that a counter cannot be left without its expiry. */
const countScript = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return { count, redis.call('PTTL', KEYS[1]) }`
const prefix = 'sensorium:'

/** How long a start waits for the store; one that is away by then is met as one that is lost. */
const connectMs = 1_000

/** Counts in Redis or Valkey: several gateways behind one address count as one. Resolves once it is connected or lost. */
export async function createRedisStore(url: string, log: Logger): Promise<Store> {
  const redis = new Redis(url, {
    commandTimeout: 1_000,
    connectTimeout: connectMs,
    maxRetriesPerRequest: 0,
    // A command must fail while the server is away, so that its caller can decide; the connection heals by itself.
    enableOfflineQueue: false,
    lazyConnect: false,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  })
  redis.on('error', (error: Error) => log.warn('store-lost', { error: error.message }))
  redis.on('ready', () => log.info('store-ready'))
  await once(redis, 'ready', { signal: AbortSignal.timeout(connectMs) }).catch(() => {})

  return {
    kind: 'redis',
    count: async (key, windowMs) => {
      const answer = (await redis.eval(countScript, 1, `${prefix}count:${key}`, windowMs)) as [number, number]
      return { count: answer[0], resetMs: Math.max(0, answer[1]) }
    },
    tally: async (day, field) => {
      const key = `${prefix}tally:${day}`
      await redis.multi().hincrby(key, field, 1).pexpire(key, tallyKeptMs).exec()
    },
    tallies: async (day) => {
      const fields = await redis.hgetall(`${prefix}tally:${day}`)
      return new Map(Object.entries(fields).map(([field, count]) => [field, Number(count)]))
    },
    keep: async (key, value, ttlMs) => void (await redis.set(`${prefix}text:${key}`, value, 'PX', ttlMs)),
    recall: async (key, ttlMs) => {
      const name = `${prefix}text:${key}`
      return (await (ttlMs === undefined ? redis.get(name) : redis.getex(name, 'PX', ttlMs))) ?? undefined
    },
    forget: async (key) => void (await redis.del(`${prefix}text:${key}`)),
    [Symbol.asyncDispose]: async () => redis.disconnect(),
  }
}

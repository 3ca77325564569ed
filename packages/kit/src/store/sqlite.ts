import { DatabaseSync } from 'node:sqlite'
import { dayOf, type Store, tallyKeptMs } from './store.ts'

const schema = `
  CREATE TABLE IF NOT EXISTS counter (key TEXT PRIMARY KEY, count INTEGER NOT NULL, reset_at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS tally (day TEXT, field TEXT, count INTEGER NOT NULL, PRIMARY KEY (day, field)) STRICT;
  CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
`

/** How long a gateway waits for another that writes, or that opens the file at the same moment, ms. */
const busyMs = 1_000
const sweepMs = 10 * 60_000

/** Counts in a file: survives restarts, and is shared by the gateways of one machine. */
export function createSqliteStore(file: string): Store {
  const database = new DatabaseSync(file, { timeout: busyMs })
  useWriteAheadLog(database)
  database.exec(schema)
  const oldest = dayOf(Date.now() - tallyKeptMs)
  database.prepare('DELETE FROM tally WHERE day < ?').run(oldest)
  const sweep = () => {
    database.prepare('DELETE FROM counter WHERE reset_at < ?').run(Date.now())
    database.prepare('DELETE FROM kept WHERE until < ?').run(Date.now())
  }
  sweep()
  const sweeper = setInterval(sweep, sweepMs)
  sweeper.unref()
  const count = database.prepare(`
    INSERT INTO counter (key, count, reset_at) VALUES (:key, 1, :now + :window)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN reset_at <= :now THEN 1 ELSE count + 1 END,
      reset_at = CASE WHEN reset_at <= :now THEN :now + :window ELSE reset_at END
    RETURNING count, reset_at`)
  const tally = database.prepare(`
    INSERT INTO tally (day, field, count) VALUES (?, ?, 1) ON CONFLICT (day, field) DO UPDATE SET count = count + 1`)
  const tallies = database.prepare('SELECT field, count FROM tally WHERE day = ?')
  const keep = database.prepare(`
    INSERT INTO kept (key, value, until) VALUES (:key, :value, :until)
    ON CONFLICT (key) DO UPDATE SET value = :value, until = :until`)
  const recall = database.prepare(
    'UPDATE kept SET until = coalesce(:until, until) WHERE key = :key AND until > :now RETURNING value',
  )
  const forget = database.prepare('DELETE FROM kept WHERE key = ?')

  return {
    kind: 'file',
    count: async (key, windowMs) => {
      const now = Date.now()
      const row = count.get({ key, now, window: windowMs })
      return { count: Number(row?.['count']), resetMs: Number(row?.['reset_at']) - now }
    },
    tally: async (day, field) => void tally.run(day, field),
    tallies: async (day) => new Map(tallies.all(day).map((row) => [String(row['field']), Number(row['count'])])),
    keep: async (key, value, ttlMs) => void keep.run({ key, value, until: Date.now() + ttlMs }),
    recall: async (key, ttlMs) => {
      const now = Date.now()
      const row = recall.get({ key, now, until: ttlMs === undefined ? null : now + ttlMs })
      return row === undefined ? undefined : String(row['value'])
    },
    forget: async (key) => void forget.run(key),
    [Symbol.asyncDispose]: async () => {
      clearInterval(sweeper)
      database.close()
    },
  }
}

/** SQLITE_BUSY. */
const busy = 5

/** The one step for which SQLite does not wait by itself when another gateway takes it at the same moment. */
function useWriteAheadLog(database: DatabaseSync): void {
  const until = Date.now() + busyMs
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL')
      return
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy || Date.now() > until) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

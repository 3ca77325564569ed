import { setTimeout as sleep } from 'node:timers/promises'
import { ToolError } from '@sensorium/kit'

export interface Lock {
  release(): void
}

/**
 * Takes `file` for this process alone, or returns undefined when another holder has it.
 *
 * The lock is SQLite's own on an empty database: the operating system drops it when a process dies, however it dies,
 * so there is no stale lock to judge.
 */
export async function tryLock(file: string): Promise<Lock | undefined> {
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return { release: () => database.close() }
}

/** Takes `file`, asking again every 50 ms until `signal` aborts. */
export async function lock(file: string, signal: AbortSignal): Promise<Lock> {
  for (;;) {
    const held = await tryLock(file)
    if (held !== undefined) return held
    if (signal.aborted) throw busy(signal)
    await sleep(50, undefined, { signal }).catch(() => {
      throw busy(signal)
    })
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode
  return code === 5 || code === 6
}

function busy(signal: AbortSignal): ToolError {
  return new ToolError('timeout', 'Another process is still preparing this repository.', {
    hint: 'Call again in a few seconds.',
    retryAfterMs: 5_000,
    cause: signal.reason,
  })
}

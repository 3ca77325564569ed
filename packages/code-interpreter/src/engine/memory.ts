import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const EVERY_MS = 100
const PAGE = 4096

/** Resident bytes of a process; 0 when it is gone or cannot be asked. */
async function resident(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const fields = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')
    return Number(fields[1]) * PAGE
  }
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)], { timeout: 5_000 })
  return Number(stdout.trim()) * 1024
}

/** Watches one process from outside; calls `over` when it holds more than `limit` bytes. Returns how to stop watching. */
export function watchMemory(pid: number, limit: number, over: () => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let watching = true
  const look = async (): Promise<void> => {
    const used = await resident(pid).catch(() => 0)
    if (used > limit) over()
    else if (watching) timer = setTimeout(() => void look(), EVERY_MS).unref()
  }
  void look()
  return async () => {
    watching = false
    clearTimeout(timer)
  }
}

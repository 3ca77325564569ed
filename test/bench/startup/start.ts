import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** One start of a server. */
export interface Start {
  /** Milliseconds from spawning to the answer of the first request. */
  readonly opened: number
  /** Milliseconds from that answer to the list of tools. */
  readonly listed: number
  /** Bytes of the list of tools, as JSON. */
  readonly listBytes: number
  /** Milliseconds of CPU until then, user and system. */
  readonly cpu: number
  /** MiB resident then. */
  readonly rss: number
}

/** How a client begins: by `initialize`, or by `server/discover` as of 2026-07-28. */
export type Opening = 'initialize' | 'server/discover'

const deadlineMs = 30_000
const protocol = 'io.modelcontextprotocol'
const clientInfo = { name: 'bench', version: '1' }
const envelope = {
  _meta: {
    [`${protocol}/protocolVersion`]: '2026-07-28',
    [`${protocol}/clientInfo`]: clientInfo,
    [`${protocol}/clientCapabilities`]: {},
  },
}

/**
 * Starts a program as a client does, asks for its tools, reads what that took, and ends it.
 *
 * @returns undefined when it ended, fell silent or knows the request not
 */
export async function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  opening: Opening,
): Promise<Start | undefined> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'], env })
  child.stdin.on('error', () => {})
  const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs)
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const modern = opening === 'server/discover'
  send({
    id: 1,
    method: opening,
    params: modern ? envelope : { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
  })
  let openedAt = Number.NaN
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { id, result } = readMessage(line)
      if (id === 1 && result === undefined) return undefined
      if (id === 1) {
        openedAt = performance.now()
        if (!modern) send({ method: 'notifications/initialized' })
        send({ id: 2, method: 'tools/list', params: modern ? envelope : {} })
      }
      if (id === 2) {
        const listed = performance.now() - openedAt
        const listBytes = Buffer.byteLength(JSON.stringify(result?.tools ?? []))
        return { opened: openedAt - startedAt, listed, listBytes, ...spent(child) }
      }
    }
    return undefined
  } finally {
    clearTimeout(deadline)
    await end(child)
  }
}

/** As clients do: stdin first, a signal when that is not understood. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<true>((resolve) => child.once('exit', () => resolve(true)))
  child.stdin?.end()
  if ((await Promise.race([ended, sleep(1_500)])) === true) return
  child.kill('SIGKILL')
  await ended
}

function readMessage(line: string): { id?: unknown; result?: { tools?: unknown } } {
  try {
    return JSON.parse(line)
  } catch {
    // Some peers print a greeting on stdout.
    return {}
  }
}

/** From /proc; NaN where there is none. */
function spent({ pid }: ChildProcess): { cpu: number; rss: number } {
  const folder = `/proc/${pid}`
  if (!existsSync(folder)) return { cpu: Number.NaN, rss: Number.NaN }
  // After the name in parentheses, utime and stime are the 12th and 13th fields, in ticks of 10 ms.
  const stat = readFileSync(`${folder}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1]
  return { cpu: (Number(stat[11]) + Number(stat[12])) * 10, rss: Number(kib) / 1024 }
}

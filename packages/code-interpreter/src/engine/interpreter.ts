import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { type Cell, type Interpreter, Unavailable } from './backend.ts'
import { decoder, encode } from './frames.ts'
import { type Outcome, outcome, vanished } from './outcome.ts'

/** How to start a driver: a command whose stdin and stdout carry frames. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  /** User to become before the command starts; only root can. */
  readonly uid?: number | undefined
  /** Bytes the command reads from descriptors 3, 4, … */
  readonly inputs?: readonly Buffer[]
  readonly firstFrame: Buffer
  /**
   * Called once the process exists, before it gets its first frame, with a way to end it for a reason;
   * what it returns runs after the end.
   */
  readonly attach?: (pid: number, end: (ended: Outcome['ended'], why: string) => void) => Promise<() => Promise<void>>
}

/** How long an interpreter may take to get ready on a busy machine. */
const START_MS = 90_000
/** The supervisor inside ends a cell at its deadline plus one second; this is how much longer it is believed. */
const PATIENCE_MS = 20_000
/** How long the supervisor has to end everything it started, before it is killed itself. */
const CLOSE_MS = 1_000
const DIAGNOSIS = 2_000

const fromDriver = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  outcome.extend({ type: z.literal('result'), cell: z.number() }),
])
type FromDriver = z.output<typeof fromDriver>

/** The end of what a launcher complained about on stderr. */
function diagnosis(stream: Readable): () => string {
  let tail = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-DIAGNOSIS)
  })
  return () => tail.trim()
}

function start(launch: Launch): ChildProcess & { stdin: Writable; stdout: Readable; stderr: Readable } {
  const child = spawn(launch.command, launch.args, {
    env: { ...launch.env },
    cwd: launch.cwd ?? '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', ...(launch.inputs ?? []).map(() => 'pipe' as const)],
    ...(launch.uid === undefined ? {} : { uid: launch.uid, gid: launch.uid }),
  })
  launch.inputs?.forEach((bytes, index) => {
    const stream = child.stdio[3 + index]
    stream?.on('error', () => {})
    if (stream && 'end' in stream) stream.end(bytes)
  })
  child.stdin?.on('error', () => {})
  return child as ChildProcess & { stdin: Writable; stdout: Readable; stderr: Readable }
}

/**
 * Starts a driver and waits until it is ready.
 *
 * @throws Unavailable when it does not get ready, with what the launcher said.
 */
export async function launchInterpreter(launch: Launch): Promise<Interpreter> {
  const child = start(launch)
  const complaint = diagnosis(child.stderr)
  let hear: ((message: FromDriver) => void) | undefined
  let alive = true
  let reason = 'the sandbox ended'
  let ended: Outcome['ended'] = 'died'

  const kill = (why: string, as: Outcome['ended'] = 'died') => {
    if (alive) {
      reason = why
      ended = as
    }
    child.kill('SIGKILL')
  }
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      reason = error.message
      alive = false
      resolve()
    })
    child.once('close', () => {
      alive = false
      resolve()
    })
  })
  const decode = decoder()
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      for (const message of decode(chunk)) hear?.(fromDriver.parse(message))
    } catch {
      kill('the sandbox broke the protocol')
    }
  })

  /** Waits for one message; a driver that is silent for `ms` is killed. */
  const answer = (ms: () => number, begin: () => void): Promise<FromDriver | undefined> =>
    new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined
      const settle = (message: FromDriver | undefined) => {
        clearTimeout(timer)
        hear = undefined
        resolve(message)
      }
      timer = setTimeout(() => kill('the sandbox did not answer in time'), ms())
      hear = settle
      void gone.then(() => settle(undefined))
      begin()
    })

  const detach = child.pid === undefined ? undefined : await launch.attach?.(child.pid, (as, why) => kill(why, as))
  const over = gone.then(() => detach?.())
  const ready = await answer(
    () => START_MS,
    () => child.stdin.write(launch.firstFrame),
  )
  if (ready?.type !== 'ready') {
    kill('the sandbox did not start')
    await over
    throw new Unavailable(complaint() || reason)
  }

  let count = 0
  const run = async (cell: Cell, signal: AbortSignal): Promise<Outcome> => {
    const started = performance.now()
    count += 1
    const number = count
    const interrupt = () => {
      child.stdin.write(encode({ type: 'interrupt' }))
      setTimeout(() => hear && count === number && kill('the sandbox did not stop when asked'), PATIENCE_MS).unref()
    }
    const message = await answer(
      () => cell.timeoutMs + PATIENCE_MS,
      () => {
        const files = cell.files.map((file) => ({ path: file.path, data: Buffer.from(file.data).toString('base64') }))
        const { code, chars, take } = cell
        const timeout = cell.timeoutMs / 1000
        child.stdin.write(encode({ type: 'run', cell: number, code, chars, timeout, files, take, takeBytes: 8 << 20 }))
        if (signal.aborted) interrupt()
        else signal.addEventListener('abort', interrupt, { once: true })
      },
    )
    signal.removeEventListener('abort', interrupt)
    if (message?.type === 'result' && message.cell === number) return message
    kill('the sandbox broke the protocol')
    await gone
    return vanished(signal.aborted ? 'cancelled' : ended, reason, (performance.now() - started) / 1000)
  }

  const close = async () => {
    child.stdin.end()
    const timer = setTimeout(() => kill('closed'), CLOSE_MS)
    await over
    clearTimeout(timer)
  }
  return { run, close, alive: () => alive }
}

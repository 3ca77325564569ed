import { z } from 'zod'
import { type Backend, type Cell, type Interpreter, Unavailable } from './backend.ts'
import { sources } from './driver.ts'
import { type JupyterServer, type Kernel, startKernel } from './jupyter-kernel.ts'
import { type Heard, heard } from './jupyter-output.ts'
import { type Outcome, outcome, vanished } from './outcome.ts'

const SETUP_MS = 20_000
/** What an interrupted cell has before its kernel is given up; a gateway may be far away. */
const GRACE_MS = 3_000

function within<T>(ms: number, work: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Unavailable(`${what} took longer than ${ms / 1000} s`)), ms)
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

const answer = z.object({
  status: z.literal('ok'),
  user_expressions: z.object({ value: z.object({ data: z.object({ 'text/plain': z.string() }) }) }),
})

/** Runs code of ours and returns the value of `expression`, a Python string of base64 letters. */
async function ask(kernel: Kernel, code: string, expression = '""'): Promise<string> {
  const execution = { code, silent: true, expressions: { value: expression }, onMessage: () => {} }
  const reply = answer.safeParse(await within(SETUP_MS, kernel.execute(execution), 'an answer of the Jupyter kernel'))
  if (!reply.success) throw new Unavailable('the Jupyter kernel could not run our driver')
  return reply.data.user_expressions.value.data['text/plain'].slice(1, -1)
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')

/** Installs the driver in a fresh kernel and enters a folder of the session's own. */
async function prepare(kernel: Kernel): Promise<void> {
  const { boot, ...modules } = await sources()
  const code = [
    'import base64 as _b, json as _j',
    '_d = {}',
    `exec(compile(_j.loads(_b.b64decode("${base64(boot)}")), "<sensorium>/boot", "exec"), _d)`,
    `_d["install"](_j.loads(_b.b64decode("${base64(modules)}")))`,
    'del _b, _j, _d',
    'from sensorium import remote as _sensorium',
    '_sensorium.prepare()',
  ].join('\n')
  await ask(kernel, code)
}

interface Ended {
  readonly ended: Outcome['ended']
  readonly error: string | null
  /** True when the kernel cannot be used any more. */
  readonly lost: boolean
}

/** Runs the user's code until it ends, is interrupted at its deadline or by `signal`, or loses its kernel. */
async function execute(kernel: Kernel, cell: Cell, into: Heard, signal: AbortSignal): Promise<Ended> {
  const stopped = Promise.withResolvers<Ended>()
  let why: Outcome['ended'] | undefined
  let grace: NodeJS.Timeout | undefined
  const stop = (reason: Outcome['ended']) => {
    if (why) return
    why = reason
    kernel.interrupt().catch(() => {})
    const error = 'The code did not stop when interrupted; its kernel was ended.'
    grace = setTimeout(() => stopped.resolve({ ended: reason, lost: true, error }), GRACE_MS)
  }
  const cancel = () => stop('cancelled')
  /** The clock starts when the kernel says it has begun: one that is interrupted before may die of it. */
  let timer = setTimeout(() => stop('timeout'), cell.timeoutMs + SETUP_MS)
  const begun = () => {
    clearTimeout(timer)
    timer = setTimeout(() => stop('timeout'), cell.timeoutMs)
  }
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', cancel, { once: true })
  const onMessage = (message: Parameters<Heard['hear']>[0]) => {
    if (message.header.msg_type === 'execute_input') begun()
    if (!into.hear(message)) stop('output')
  }
  const done = kernel.execute({ code: cell.code, silent: false, expressions: {}, onMessage }).then(
    (reply): Ended => {
      const ended = why ?? (reply['status'] === 'ok' ? 'ok' : into.exited() ? 'exit' : 'error')
      return { ended, lost: false, error: into.error() }
    },
    (): Ended => ({ ended: why ?? 'died', lost: true, error: 'The kernel ended while the code was running.' }),
  )
  try {
    return await Promise.race([done, stopped.promise])
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    signal.removeEventListener('abort', cancel)
  }
}

/** What is left to tell of a cell whose kernel is gone. */
function withoutKernel(cell: Cell, into: Heard, ended: Ended, seconds: number): Outcome {
  const { stdout, stderr, displays } = into.all()
  const end = (text: string) => ({ text: text.slice(-Math.floor(cell.chars / 2)), total: text.length })
  const pictures = displays.flatMap(({ kind, data }) => (kind === 'png' ? [{ kind, data }] : []))
  const told = { displays: pictures.slice(0, 16), stdout: end(stdout), stderr: end(stderr) }
  return { ...vanished(ended.ended, ended.error ?? 'the kernel is gone', seconds), ...told }
}

/**
 * An interpreter over a kernel. A kernel that dies or does not stop is given up, not restarted: servers restart some
 * by themselves, and the two ways get into each other's.
 */
async function open(kernel: Kernel): Promise<Interpreter> {
  await prepare(kernel)
  let count = 0
  let closed: Promise<void> | undefined
  const end = async () => {
    if (kernel.alive()) await ask(kernel, '_sensorium.leave()').catch(() => {})
    await kernel.shutdown().catch(() => {})
  }
  const close = () => {
    closed ??= end()
    return closed
  }

  const run = async (cell: Cell, signal: AbortSignal): Promise<Outcome> => {
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    count += 1
    const files = cell.files.map(({ path, data }) => ({ path, data: Buffer.from(data).toString('base64') }))
    const timeout = cell.timeoutMs / 1000
    const request = base64({ cell: count, chars: cell.chars, timeout, files, take: cell.take, takeBytes: 8 << 20 })
    try {
      await ask(kernel, `_sensorium.begin("${request}")`)
      const into = heard()
      const ended = await execute(kernel, cell, into, signal)
      if (ended.lost) {
        void close()
        return withoutKernel(cell, into, ended, seconds())
      }
      const report = await ask(kernel, '', `_sensorium.report("${base64({ ...into.all(), ...ended })}")`)
      return outcome.parse({ ...JSON.parse(Buffer.from(report, 'base64').toString()), seconds: seconds() })
    } catch (cause) {
      void close()
      const reason = cause instanceof Unavailable ? cause.message : 'the Jupyter kernel broke the protocol'
      return vanished(signal.aborted ? 'cancelled' : 'died', reason, seconds())
    }
  }
  return { run, close, alive: () => closed === undefined && kernel.alive() }
}

/**
 * A Jupyter server, Kernel Gateway or Enterprise Gateway: sessions are kernels there, and what confines them is theirs.
 */
export async function jupyter(server: JupyterServer | undefined): Promise<Backend> {
  if (!server) throw new Unavailable('no Jupyter server is set (jupyterUrl)')
  return {
    name: 'jupyter',
    contained: true,
    limits: [`runs at ${new URL(server.url).host}, whose own limits hold`],
    about: 'Python of a Jupyter server',
    open: async () => {
      const kernel = await startKernel(server)
      try {
        return await open(kernel)
      } catch (error) {
        await kernel.shutdown().catch(() => {})
        throw error
      }
    },
  }
}

import { Worker } from 'node:worker_threads'
import type { Document, WriteOptions } from '../document.ts'
import type { Format } from '../formats/format.ts'
import type { Done, Job } from './extract.worker.ts'

export type PoolErrorKind = 'timeout' | 'memory' | 'crashed' | 'closed' | 'unsupported' | 'too_large'

/** Extraction that did not end well: the page was too much for its time or memory. */
export class PoolError extends Error {
  readonly kind: PoolErrorKind
  constructor(kind: PoolErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PoolError'
    this.kind = kind
  }
}

export interface PoolOptions {
  /** Threads at most; they start with work and end when idle. */
  readonly threads?: number
  /** Milliseconds a page may take before its thread is ended. */
  readonly deadlineMs?: number
  /** Old-generation heap of a thread, in MiB. */
  readonly heapMb?: number
}

export interface ExtractionPool extends AsyncDisposable {
  /** Reads a document in a thread, which takes its bytes over: they are gone here. @throws PoolError, or the signal's reason */
  readonly extract: (
    page: { format: Format; bytes: Uint8Array; contentType: string; url: string },
    options: WriteOptions,
    signal: AbortSignal,
  ) => Promise<Document>
}

interface Task {
  readonly job: Job
  readonly signal: AbortSignal
  readonly resolve: (document: Document) => void
  readonly reject: (reason: unknown) => void
}

const idleMs = 30_000
/** What is made while a page is read is soon garbage; more room for it costs memory and saves little time. */
const youngMb = 16
// Sources run as they are; a build leaves the worker beside the bundle under the same name.
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './extract.worker.ts' : './extract.worker.js',
  import.meta.url,
)

/** Threads that can be ended: a page that is built to take for ever costs a deadline, not the process. */
export function createExtractionPool(options: PoolOptions = {}): ExtractionPool {
  const { threads = 2, deadlineMs = 10_000, heapMb = 256 } = options
  const waiting: Task[] = []
  const running = new Map<Worker, Task>()
  const idle: Worker[] = []
  const timers = new Map<Worker, NodeJS.Timeout>()
  let nextId = 0
  let closed = false

  const start = (): Worker => {
    const worker = new Worker(workerUrl, {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb, stackSizeMb: 8 },
      stdout: false,
    })
    worker.on('message', (done: Done) =>
      finish(worker, (task) => {
        if ('document' in done) task.resolve(done.document)
        else task.reject(new PoolError(done.refused.kind, done.refused.message))
      }),
    )
    worker.on('error', (error) => finish(worker, (task) => task.reject(failure(error)), true))
    worker.on('exit', () => {
      forget(worker)
      finish(worker, (task) => task.reject(new PoolError('crashed', 'The thread that read the page ended.')), true)
    })
    return worker
  }

  const forget = (worker: Worker): void => {
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
    clearTimeout(timers.get(worker))
    timers.delete(worker)
  }

  /** Settles the worker's task, if it still has one, and puts the worker to rest or away. */
  const finish = (worker: Worker, settle: (task: Task) => void, dead = false): void => {
    const task = running.get(worker)
    if (task === undefined) return
    running.delete(worker)
    forget(worker)
    settle(task)
    if (dead || closed) void worker.terminate()
    else {
      idle.push(worker)
      worker.unref()
      timers.set(worker, setTimeout(() => void worker.terminate(), idleMs).unref())
    }
    next()
  }

  const next = (): void => {
    while (running.size < threads) {
      const task = waiting.shift()
      if (task === undefined) return
      if (task.signal.aborted) task.reject(task.signal.reason)
      else run(task)
    }
  }

  const run = (task: Task): void => {
    const worker = idle.pop() ?? start()
    clearTimeout(timers.get(worker))
    worker.ref()
    const end = (reason: unknown): void => finish(worker, (ended) => ended.reject(reason), true)
    const late = setTimeout(
      () => end(new PoolError('timeout', `The page was not read within ${deadlineMs} ms.`)),
      deadlineMs,
    )
    const abort = (): void => end(task.signal.reason)
    task.signal.addEventListener('abort', abort, { once: true })
    const settled = (): void => {
      clearTimeout(late)
      task.signal.removeEventListener('abort', abort)
    }
    running.set(worker, {
      ...task,
      resolve: (document) => {
        settled()
        task.resolve(document)
      },
      reject: (reason) => {
        settled()
        task.reject(reason)
      },
    })
    worker.postMessage(task.job, owned(task.job.bytes))
  }

  return {
    extract: ({ format, bytes, contentType, url }, writeOptions, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        if (closed) throw new PoolError('closed', 'The reader was closed.')
        waiting.push({
          job: { id: nextId++, format, bytes, contentType, url, options: writeOptions },
          signal,
          resolve,
          reject,
        })
        next()
      }),
    [Symbol.asyncDispose]: async () => {
      closed = true
      const reason = new PoolError('closed', 'The reader was closed.')
      for (const task of waiting.splice(0)) task.reject(reason)
      for (const [worker] of Array.from(running)) finish(worker, (task) => task.reject(reason), true)
      await Promise.all(idle.map((worker) => worker.terminate()))
    },
  }
}

/** The memory to hand over; bytes that are a view of a larger buffer are copied instead. */
function owned({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

function failure(error: Error & { code?: string }): PoolError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new PoolError('memory', 'The page needs more memory than a page may have.', { cause: error })
  return new PoolError('crashed', 'The page could not be read.', { cause: error })
}

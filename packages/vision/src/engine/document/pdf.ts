import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { ToolError } from '@sensorium/kit'
import type { PdfMessage } from './pdf-page.ts'

/** Milliseconds that opening a PDF or reading one page may take. */
const stepMs = 30_000

export type PdfPage = Extract<PdfMessage, { type: 'page' }>

/** An open PDF; disposing it ends its worker. */
export interface Pdf extends AsyncDisposable {
  readonly pages: number
  /** Reads one page, counted from 1. */
  readonly read: (number: number) => Promise<PdfPage>
}

/**
 * Opens a PDF in a worker with a heap of its own, which is ended when a step takes too long or the call is cancelled.
 * @throws ToolError when it is damaged, encrypted or too slow
 */
export async function openPdf(bytes: Uint8Array, label: string, signal: AbortSignal): Promise<Pdf> {
  const file = import.meta.url.endsWith('.ts') ? './pdf-worker.ts' : './pdf-worker.js'
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: Uint8Array.from(bytes).buffer,
    execArgv: [],
    // What the library prints must not reach stdout, which carries the protocol.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 768 },
  })
  // An error between two steps would otherwise end the process; the next step sees it as silence.
  worker.on('error', () => {})
  const stop = async () => void (await worker.terminate())
  const next = async (): Promise<PdfMessage> => {
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(stepMs)])
      const [message] = (await once(worker, 'message', { signal: limit })) as [PdfMessage]
      return message
    } catch (cause) {
      await stop()
      signal.throwIfAborted()
      if (!isExhaustion(cause)) throw cause
      throw new ToolError('too_large', `${label} takes too long or too much memory to read.`, {
        hint: 'Ask for fewer pages.',
        cause,
      })
    }
  }
  const expect = async <Type extends PdfMessage['type']>(type: Type): Promise<Extract<PdfMessage, { type: Type }>> => {
    const message = await next()
    if (message.type === type) return message as Extract<PdfMessage, { type: Type }>
    await stop()
    const why =
      message.type === 'failed' && message.reason === 'password'
        ? 'is encrypted with a password'
        : 'is damaged or no PDF'
    throw new ToolError('invalid_input', `${label} ${why}.`, { hint: 'Give an unprotected, intact copy.' })
  }

  const { total } = await expect('total')
  return {
    pages: total,
    read: async (number) => {
      worker.postMessage(number)
      return expect('page')
    },
    [Symbol.asyncDispose]: stop,
  }
}

/** Out of time or memory, which is the document's doing; any other failure of the worker is ours. */
function isExhaustion(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  return cause.name === 'AbortError' || ('code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY')
}

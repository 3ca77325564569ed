import { createRequire } from 'node:module'
import path from 'node:path'
import { ToolError } from '@sensorium/kit'
import PQueue from 'p-queue'
import type { Worker } from 'tesseract.js'
import type { OcrEngine, Word } from './engine.ts'
import { parseTsv } from './tsv.ts'

/** Milliseconds that reading one picture may take; WebAssembly is slower than the native engine. */
const readingMs = 120_000
const require = createRequire(import.meta.url)

/**
 * tesseract.js with language data from npm (`@tesseract.js-data/…`), or undefined when they are not installed or several
 * languages are wanted: it takes its data from one directory, and each package has its own. Its worker starts with the first
 * picture and is closed with `scope`; nothing is downloaded and nothing is cached on disk.
 */
export async function findTesseractJs(languages: string, scope: AsyncDisposableStack): Promise<OcrEngine | undefined> {
  const file = languageFile(languages)
  const library = await import('tesseract.js').catch(() => undefined)
  if (library === undefined || file === undefined) return undefined

  let worker: Promise<Worker> | undefined
  const stop = async () => {
    const running = worker
    worker = undefined
    await (await running?.catch(() => undefined))?.terminate()
  }
  scope.defer(stop)

  const start = async () => {
    const started = await library.createWorker(languages, library.OEM.LSTM_ONLY, {
      langPath: path.dirname(file),
      cacheMethod: 'none',
      // Without a handler the worker's errors are thrown into the process.
      errorHandler: () => {},
    })
    await started.setParameters({ tessedit_pageseg_mode: library.PSM.SINGLE_BLOCK })
    return started
  }

  const readOnce = async (png: Buffer, signal: AbortSignal): Promise<readonly Word[]> => {
    worker ??= start()
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(readingMs)])
    const { promise: aborted, reject } = Promise.withResolvers<never>()
    const onAbort = () => reject(deadline.reason)
    deadline.addEventListener('abort', onAbort, { once: true })
    try {
      const read = worker.then((started) => started.recognize(png, {}, { tsv: true, text: false }))
      read.catch(() => {})
      const { data: page } = await Promise.race([read, aborted])
      return parseTsv(page.tsv ?? '')
    } catch (cause) {
      // A worker cannot be interrupted, only ended; the next picture starts another.
      await stop()
      signal.throwIfAborted()
      throw new ToolError(deadline.aborted ? 'timeout' : 'unavailable', 'OCR failed on this picture.', {
        hint: 'Give a part of the picture.',
        cause,
      })
    } finally {
      deadline.removeEventListener('abort', onAbort)
    }
  }
  // One at a time: ending the worker of a cancelled picture must not take another picture with it.
  const turns = new PQueue({ concurrency: 1 })
  return { name: 'tesseract.js 7', read: (png, signal) => turns.add(() => readOnce(png, signal), { signal }) }
}

function languageFile(code: string): string | undefined {
  try {
    return require.resolve(`@tesseract.js-data/${code}/4.0.0_best_int/${code}.traineddata.gz`)
  } catch {
    return undefined
  }
}

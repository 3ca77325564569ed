import { ToolError } from '@sensorium/kit'
import type { OcrEngine } from './engine.ts'
import { parseTsv } from './tsv.ts'

/** Milliseconds that reading one picture may take. */
const readingMs = 60_000

/** The tesseract installed on this machine, or undefined when there is none or it lacks the languages. */
export async function findSystemTesseract(languages: string): Promise<OcrEngine | undefined> {
  const { execa } = await import('execa')
  const version = await execa('tesseract', ['--version'], { reject: false, timeout: 10_000, all: true })
  const number = /tesseract v?(\d[\w.-]*)/.exec(version.all ?? '')?.[1]
  if (number === undefined) return undefined
  const listed = await execa('tesseract', ['--list-langs'], { reject: false, timeout: 10_000, all: true })
  const installed = new Set((listed.all ?? '').split('\n').map((line) => line.trim()))
  if (!languages.split('+').every((language) => installed.has(language))) return undefined

  return {
    name: `tesseract ${number}`,
    async read(png, signal) {
      const run = await execa(
        'tesseract',
        ['stdin', 'stdout', '-l', languages, '--psm', '6', '-c', 'preserve_interword_spaces=1', 'tsv'],
        {
          input: png,
          cancelSignal: signal,
          timeout: readingMs,
          maxBuffer: 32_000_000,
          // One picture is one thread: several calls share the cores better than several threads of each.
          env: { OMP_THREAD_LIMIT: '1' },
          reject: false,
        },
      )
      if (run.isCanceled) throw signal.reason
      if (run.timedOut)
        throw new ToolError('timeout', `OCR did not finish within ${readingMs / 1000} s.`, {
          hint: 'Give a part of the picture.',
        })
      if (run.failed) throw new ToolError('unavailable', 'OCR failed on this picture.', { cause: run })
      return parseTsv(run.stdout)
    },
  }
}

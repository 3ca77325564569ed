import { parentPort, workerData } from 'node:worker_threads'
import { extractImages, getDocumentProxy } from 'unpdf'
import type { PdfMessage, Scan, TextRun } from './pdf-page.ts'

/** Runs beside the server, so that a hostile PDF can be ended: reads pages as they are asked for. */
const port = parentPort
if (port === null) throw new Error('pdf-worker runs as a worker')
const say = (message: PdfMessage) => port.postMessage(message)

/** Characters below which a page with a picture is taken for a scan. */
const fewCharacters = 20
const largestScan = 40_000_000

const opened = getDocumentProxy(new Uint8Array(workerData as ArrayBuffer), { verbosity: 0 })

async function readPage(number: number): Promise<PdfMessage> {
  const pdf = await opened
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent()
  const runs = items.flatMap((item): TextRun[] => {
    if (!('str' in item)) return []
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[]
    return [{ text: item.str, x, y, width: item.width, size: Math.hypot(a, b), endsLine: item.hasEOL }]
  })
  const characters = runs.reduce((sum, { text }) => sum + text.trim().length, 0)
  const scan = characters < fewCharacters ? await largestPicture(number) : undefined
  page.cleanup()
  return { type: 'page', number, runs, ...(scan !== undefined && { scan }) }
}

async function largestPicture(number: number): Promise<Scan | undefined> {
  const pictures = await extractImages(await opened, number)
  const [largest] = pictures
    .filter(({ width, height }) => width * height <= largestScan)
    .sort((one, other) => other.width * other.height - one.width * one.height)
  if (largest === undefined) return undefined
  const { width, height, channels } = largest
  return { data: Uint8Array.from(largest.data), width, height, channels }
}

function failed(error: unknown): void {
  say({ type: 'failed', reason: error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged' })
}

opened.then(({ numPages }) => say({ type: 'total', total: numPages }), failed)
port.on('message', (number: number) => {
  readPage(number).then(say, failed)
})

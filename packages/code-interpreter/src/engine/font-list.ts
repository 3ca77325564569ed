import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Interpreter } from './backend.ts'

/** matplotlib's list of the machine's fonts, which takes it a third of a second to make in every new sandbox. */
export interface FontList {
  /** File name as this matplotlib expects it. */
  readonly name: string
  readonly bytes: Buffer
}

const CELL_MS = 60_000
const BYTES = 4 << 20
const file = /^fontlist-v\d+\.json$/

const code = `import glob, os, shutil
from matplotlib import font_manager
path = glob.glob(os.path.join(os.environ["MPLCONFIGDIR"], "fontlist-v*.json"))[0]
shutil.copy(path, "fontlist.json")
print(os.path.basename(path))`

/** Has a fresh sandbox that runs nothing else make the list; undefined where that fails. */
async function make(open: () => Promise<Interpreter>): Promise<FontList | undefined> {
  const interpreter = await open()
  try {
    const cell = { code, timeoutMs: CELL_MS, chars: 1_000, files: [], take: ['fontlist.json'] }
    const { ended, stdout, taken } = await interpreter.run(cell, AbortSignal.timeout(CELL_MS))
    const [found] = taken
    const name = stdout.text.trim()
    if (ended !== 'ok' || !found || !('data' in found) || !file.test(name)) return undefined
    const bytes = Buffer.from(found.data, 'base64')
    return bytes.length > 0 && bytes.length <= BYTES ? { name, bytes } : undefined
  } finally {
    await interpreter.close()
  }
}

/**
 * The font list for new sandboxes, each of which gets a copy of its own: kept in `folder` under `key` between starts of
 * the server, made in the background when it is not there yet. Never fails: without it matplotlib makes its own.
 */
export function createFontList(
  folder: string,
  key: string,
  open: () => Promise<Interpreter>,
): () => FontList | undefined {
  let list: FontList | undefined
  let begun = false
  const kept = join(folder, `fonts-${key}.json`)
  const read = async (): Promise<FontList | undefined> => {
    const text = await readFile(kept, 'utf8').catch(() => undefined)
    const [name = '', body = ''] = text?.split('\n', 2) ?? []
    return file.test(name) && body !== '' ? { name, bytes: Buffer.from(body, 'base64') } : undefined
  }
  const fill = async (): Promise<void> => {
    list = await read()
    if (list) return
    list = await make(open)
    if (!list) return
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(`${kept}.${process.pid}`, `${list.name}\n${list.bytes.toString('base64')}`, { mode: 0o600 })
    await rename(`${kept}.${process.pid}`, kept)
  }
  return () => {
    if (!begun) {
      begun = true
      fill().catch(() => {})
    }
    return list
  }
}

import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { ConfigFile } from './file.ts'

const record = z.object({
  /** Whether the file was there before. */
  existed: z.boolean(),
  /** SHA-256 of what was written. */
  after: z.string(),
})

/** What a file held before the first of our edits; `text` is undefined where there was none. */
export interface Original {
  readonly text: string | undefined
}

/**
 * Keeps the content of a file before it is replaced, in a folder of `directory` for each file, and returns the copy's
 * path. With `after`, what replaces it, undoing may later restore the copy; and where nobody else has edited the file
 * since our last edit, the older copy stays: it is the true original.
 */
export async function keepOriginal(
  directory: string,
  file: ConfigFile,
  after: string | undefined,
): Promise<string | undefined> {
  const folder = folderOf(directory, file)
  const original = after === undefined ? undefined : await originalOf(directory, file)
  const text = original === undefined ? file.text : original.text
  await forgetOriginal(directory, file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const copy = join(folder, basename(file.target))
  if (text !== undefined) await writeFile(copy, text, { mode: 0o600 })
  if (after !== undefined) {
    const written: z.output<typeof record> = { existed: text !== undefined, after: digest(after) }
    await writeFile(join(folder, 'record.json'), JSON.stringify(written), { mode: 0o600 })
  }
  return text === undefined ? undefined : copy
}

/** What a file held before our edits, if nobody else has edited it since; then undoing may restore it to the byte. */
export async function originalOf(directory: string, file: ConfigFile): Promise<Original | undefined> {
  const folder = folderOf(directory, file)
  try {
    const { existed, after } = record.parse(JSON.parse(await readFile(join(folder, 'record.json'), 'utf8')))
    if (file.text === undefined || digest(file.text) !== after) return undefined
    return { text: existed ? await readFile(join(folder, basename(file.target)), 'utf8') : undefined }
  } catch {
    return undefined
  }
}

export async function forgetOriginal(directory: string, file: ConfigFile): Promise<void> {
  await rm(folderOf(directory, file), { recursive: true, force: true })
}

function folderOf(directory: string, { target }: ConfigFile): string {
  return join(directory, digest(target).slice(0, 16))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

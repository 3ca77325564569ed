import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Logger } from '../log.ts'
import { rememberSecret } from '../redact.ts'
import { type KeyRecord, parseKeyLine } from './key-line.ts'

export type KeyFileResult =
  | { readonly ok: true; readonly records: readonly KeyRecord[] }
  | { readonly ok: false; readonly faults: readonly string[] }

const pollMs = 2_000

/** Reads a keys file: one key a line, `#` starts a comment. A fault is told by line number, never by content. */
export async function readKeyFile(path: string): Promise<KeyFileResult> {
  let content: string
  try {
    content = await readFile(path, 'utf8')
  } catch (error) {
    return { ok: false, faults: [`--keys-file: cannot read ${path} (${(error as NodeJS.ErrnoException).code})`] }
  }
  const records: KeyRecord[] = []
  const faults: string[] = []
  for (const [index, raw] of content.split('\n').entries()) {
    const line = raw.replace(/(^|\s)#.*/, '').trim()
    if (line === '') continue
    if (!line.includes(' ')) rememberSecret(line)
    const parsed = parseKeyLine(line)
    if (parsed.ok) records.push(parsed.record)
    else faults.push(`--keys-file: line ${index + 1} of ${path} ${parsed.fault}`)
  }
  if (records.length === 0 && faults.length === 0) faults.push(`--keys-file: ${path} holds no key`)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, records }
}

/** Keys that follow their file: added and withdrawn without a restart; a faulty file changes nothing and is logged. */
export function followKeyFile(
  path: string,
  first: readonly KeyRecord[],
  log: Logger,
  scope: AsyncDisposableStack,
): () => readonly KeyRecord[] {
  let records = first
  const reread = () => {
    readKeyFile(path).then(
      (result) => {
        if (result.ok) records = result.records
        log[result.ok ? 'info' : 'error'](
          'keys-file-read',
          result.ok ? { keys: records.length } : { faults: result.faults },
        )
      },
      (error: unknown) => log.error('keys-file-read', { error }),
    )
  }
  watchFile(path, { interval: pollMs, persistent: false }, reread)
  scope.defer(() => unwatchFile(path, reread))
  return () => records
}

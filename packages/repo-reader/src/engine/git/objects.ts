import type { Git } from './run.ts'

export interface Blob {
  readonly oid: string
  readonly bytes: Buffer
}

/** Object ids that git prints: SHA-1 or SHA-256. */
export const oidPattern = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/**
 * Reads blobs that are present, in the order asked. Only object ids reach git, never a path: a newline in a path would
 * ask for a second object.
 *
 * @throws GitFailure `missing-object` when one is not here yet.
 */
export async function* readBlobs(
  git: Git,
  dir: string,
  oids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Blob> {
  if (oids.length === 0) return
  const args = ['--git-dir', dir, 'cat-file', '--batch', '--buffer']
  const output = git.stream(args, { signal, input: `${oids.join('\n')}\n`, timeoutMs: 600_000 })
  let pending: Buffer[] = []
  let held = 0
  let header: { oid: string; size: number } | undefined
  for await (const piece of output) {
    pending.push(piece)
    held += piece.length
    if (header !== undefined && held < header.size + 1) continue
    let bytes = pending.length === 1 ? piece : Buffer.concat(pending)
    for (;;) {
      if (header === undefined) {
        const end = bytes.indexOf(10)
        if (end < 0) break
        const [oid = '', , size = '0'] = bytes.toString('latin1', 0, end).split(' ')
        bytes = bytes.subarray(end + 1)
        header = { oid, size: Number(size) || 0 }
      }
      if (bytes.length < header.size + 1) break
      yield { oid: header.oid, bytes: bytes.subarray(0, header.size) }
      bytes = bytes.subarray(header.size + 1)
      header = undefined
    }
    pending = bytes.length === 0 ? [] : [bytes]
    held = bytes.length
  }
}

/** Bytes of an object that is present, without reading it. */
export async function objectSize(git: Git, dir: string, oid: string, signal: AbortSignal): Promise<number> {
  return Number((await git.run(['--git-dir', dir, 'cat-file', '-s', oid], { signal })).toString())
}

/** Ids and sizes of every blob that is here; asking one by one would make git look for the absent ones. */
export async function presentBlobs(git: Git, dir: string, signal: AbortSignal): Promise<Map<string, number>> {
  const format = '--batch-check=%(objectname) %(objecttype) %(objectsize)'
  const args = ['--git-dir', dir, 'cat-file', '--batch-all-objects', '--unordered', '--buffer', format]
  const present = new Map<string, number>()
  let rest = ''
  for await (const piece of git.stream(args, { signal, timeoutMs: 120_000 })) {
    const lines = (rest + piece.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [oid = '', type, size] = line.split(' ')
      if (type === 'blob') present.set(oid, Number(size))
    }
  }
  return present
}

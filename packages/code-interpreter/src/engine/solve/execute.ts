import type { Outcome } from '../outcome.ts'
import type { Sessions } from '../sessions.ts'
import type { Draft } from './solution.ts'

/** Runs a model's code, notes it in the draft, and returns what the model is told. */
export type Execute = (code: string, draft: Draft, signal: AbortSignal) => Promise<string>

export interface ExecuteOptions {
  readonly owner: string
  readonly local: boolean
  readonly files: readonly { readonly path: string; readonly data: Uint8Array }[]
}

const CODE_MS = 60_000
const CHARS = 8_000

/** An outcome in the words a model reads. */
function told({ ended, error, displays, stdout, stderr, lost }: Outcome): string {
  const shown = displays.map((display) => (display.kind === 'png' ? '[a picture, which the user sees]' : display.text))
  const parts = [
    stdout.text,
    ...shown,
    stderr.text && `stderr:\n${stderr.text}`,
    error?.text,
    ended === 'ok' || ended === 'error' ? '' : `(ended: ${ended}${lost ? '; variables are gone' : ''})`,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join('\n') || '(no output)'
}

/** Runs code in one session of ours, opened by the first piece; the task's files lie in it. */
export function executor(sessions: Sessions, { owner, local, files }: ExecuteOptions): Execute {
  let session: string | undefined
  return async (code, draft, signal) => {
    const cell = { code, timeoutMs: CODE_MS, chars: CHARS, files: session === undefined ? files : [], take: [] }
    const ran = await sessions.run({ owner, local, session, cell }, signal)
    session = ran.session
    const pictures = ran.outcome.displays.flatMap((display) =>
      display.kind === 'png' ? [{ bytes: Buffer.from(display.data, 'base64'), mimeType: 'image/png' }] : [],
    )
    const output = told(ran.outcome)
    draft.runs.push({ code, output, pictures, links: [] })
    return output
  }
}

import { type ContentBlock, image, text } from '@sensorium/kit'
import { size } from './engine/limits.ts'
import type { Outcome } from './engine/outcome.ts'
import { fenced, printable } from './printable.ts'
import { returned } from './returned.ts'
import type { RunCodeOutput } from './tools/run_code.ts'

/** What the reader must know first when code did not simply end. */
function headline({ outcome, restarted, timeout, backend }: RunCodeOutput): string | undefined {
  const before = restarted
    ? 'The sandbox had been lost, so this ran in a new one: earlier variables and files are gone.\n\n'
    : ''
  const limit = (start: string) => backend.limits.find((phrase) => phrase.startsWith(start)) ?? start
  const said: Record<Outcome['ended'], string | undefined> = {
    ok: undefined,
    error: 'The code raised an exception.',
    exit: undefined,
    interrupted: 'The code was interrupted.',
    timeout: `The code ran into its time limit of ${timeout} s. Set timeout higher or do less at once.`,
    cancelled: 'The call was cancelled.',
    memory: `The code used more than its memory (limit: ${limit('memory')}) and was ended.`,
    processes: 'The code started too many processes and was ended.',
    output: 'The code put out more than 64 MB and was ended.',
    died: 'The interpreter ended while the code was running.',
  }
  const after = outcome.replaced
    ? ' The session starts anew with the next call: variables and files are gone.'
    : outcome.lost
      ? ' The session goes on with its files, but variables and imports are gone.'
      : outcome.ended === 'ok' || outcome.ended === 'exit'
        ? ''
        : ' The session is intact.'
  const line = said[outcome.ended]
  return line || before ? before + (line ? line + after : '') : undefined
}

function stream(name: string, { text: value, file }: Outcome['stdout']): string | undefined {
  const shown = printable(value)
  if (shown.trim() === '') return undefined
  return `${name}:\n${fenced(shown)}${whole(file)}`
}

function whole(file: string | undefined): string {
  return file ? `\n(cut; whole in the session's file ${file})` : ''
}

function files({ files: made, faults }: Outcome): string | undefined {
  const lines = made.map(
    ({ path, bytes, change }) =>
      `- ${printable(path).replaceAll('\n', '⏎')} (${size(bytes)}${change === 'changed' ? ', changed' : ''})`,
  )
  const shown = lines.length > 40 ? [...lines.slice(0, 40), `- … and ${lines.length - 40} more`] : lines
  const list = shown.length > 0 ? [`files made (get them with return_files):\n${shown.join('\n')}`] : []
  return [...faults.map(printable), ...list].join('\n') || undefined
}

function footer({ session, opened, outcome, backend }: RunCodeOutput): string {
  const used = [
    `${outcome.seconds.toFixed(outcome.seconds < 10 ? 2 : 0)} s`,
    ...(outcome.memory > 0 ? [size(outcome.memory)] : []),
  ]
  const where = opened ? `${backend.about}; ${backend.name} sandbox: ${backend.limits.join(', ')}` : backend.name
  return `session_id: ${session} (pass it to go on with these variables and files) · ${used.join(' · ')} · ${where}`
}

/** The result as Markdown and pictures; texts were cut to the budget inside the sandbox. */
export function report(output: RunCodeOutput): ContentBlock[] {
  const { outcome } = output
  const pictures: ContentBlock[] = []
  const values = outcome.displays.map((display) => {
    if (display.kind === 'png') {
      pictures.push(image(Buffer.from(display.data, 'base64'), 'image/png'))
      return `[picture ${pictures.length}]`
    }
    const shown = printable(display.text)
    return (display.kind === 'markdown' ? shown : fenced(shown)) + whole(display.file)
  })
  const given = returned(outcome.taken, output.chars)
  const parts = [
    headline(output),
    ...values,
    outcome.dropped > 0 ? `(${outcome.dropped} further displays left out: too many or too large)` : undefined,
    stream('stdout', outcome.stdout),
    stream('stderr', outcome.stderr),
    outcome.error ? fenced(printable(outcome.error.text)) + whole(outcome.error.file) : undefined,
    ...given.texts,
    files(outcome),
    footer(output),
  ]
  const nothing =
    values.length === 0 && outcome.stdout.total === 0 && outcome.ended === 'ok' && given.texts.length === 0
  const body = [nothing ? '(no output)' : undefined, ...parts].filter((part) => part !== undefined).join('\n\n')
  return [text(body), ...pictures, ...given.pictures]
}

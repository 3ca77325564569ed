import { redact } from '@sensorium/kit'
import { createTwoFilesPatch } from 'diff'

/** What would change, as a unified diff without credentials; undefined text stands for a file that is not there. */
export function showDiff(path: string, before: string | undefined, after: string | undefined): string {
  const name = (text: string | undefined) => (text === undefined ? '/dev/null' : path)
  const patch = createTwoFilesPatch(name(before), name(after), before ?? '', after ?? '', '', '', { context: 2 })
  return redact(patch.replace(/^=+\n/, '').trimEnd())
}

import { type ContentBlock, image } from '@sensorium/kit'
import { size } from './engine/limits.ts'
import type { Outcome } from './engine/outcome.ts'
import { fenced, printable } from './printable.ts'

/** Pictures by their first bytes: a name says nothing. */
const signatures: readonly [mimeType: string, bytes: string][] = [
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '47494638'],
]

/** The type of a picture that clients show, undefined for anything else. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  return signatures.find(([, signature]) => start.startsWith(signature))?.[0]
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Buffer): string | undefined {
  try {
    const text = utf8.decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** Files of `return_files`: pictures as images, text within `chars` characters, of other bytes only what they are. */
export function returned(taken: Outcome['taken'], chars: number): { texts: string[]; pictures: ContentBlock[] } {
  const pictures: ContentBlock[] = []
  let left = chars
  const texts = taken.map((file) => {
    const name = printable(file.path)
    if ('fault' in file) return `${name}: not returned (${printable(file.fault)})`
    const bytes = Buffer.from(file.data, 'base64')
    const picture = pictureType(bytes)
    if (picture) {
      pictures.push(image(bytes, picture))
      return `${name}: see the picture (${size(bytes.length)})`
    }
    const content = textOf(bytes)
    if (content === undefined) return `${name}: ${size(bytes.length)} of binary data, which cannot be shown here`
    const shown = printable(content.slice(0, left))
    left -= shown.length
    const rest = content.length - shown.length
    return `${name}:\n${fenced(shown)}${rest > 0 ? `\n(cut; ${rest} more characters, print them in parts)` : ''}`
  })
  return { texts, pictures }
}

import { describe, expect, test } from 'vitest'
import { documentAttacks } from './attacks.cases.ts'
import { FormatError } from './format.ts'
import { readDocument } from './read.ts'

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const
/** Generous: each takes well under two seconds on a quiet machine. */
const deadlineMs = 60_000
const maxContent = 16_000_000

describe('a hostile document', () => {
  test.each(documentAttacks)(
    '$title is bounded: $outcome',
    { timeout: deadlineMs },
    async ({ format, bytes, outcome, never }) => {
      const source = { bytes: bytes(), contentType: '', url: 'https://evil.example/file' }
      const reading = readDocument(format, source, options)
      if (outcome !== 'read') {
        const error = await reading.catch((reason: unknown) => reason)
        expect(error).toBeInstanceOf(FormatError)
        expect(error).toMatchObject({ kind: outcome })
        return
      }
      const document = await reading
      expect(document.content.length).toBeLessThan(maxContent)
      if (never !== undefined) expect(`${document.title}\n${document.content}`).not.toMatch(never)
    },
  )
})

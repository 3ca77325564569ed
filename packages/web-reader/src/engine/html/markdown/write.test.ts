import { describe, expect, it } from 'vitest'
import { parseHtml } from '../parse.ts'
import { writeCases } from './write.cases.ts'
import { write } from './write.ts'

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const

describe('writing Markdown', () => {
  it.each(writeCases)('writes $name', ({ html, markdown }) => {
    expect(write(parseHtml(html).root, 'https://example.org/', options).text).toBe(markdown)
  })
})

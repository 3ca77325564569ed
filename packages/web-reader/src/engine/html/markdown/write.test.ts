import { describe, expect, it } from 'vitest'
import { prepare } from '../prepare.ts'
import { writeCases } from './write.cases.ts'
import { write } from './write.ts'

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const
const address = 'https://example.org/'
/** What stands below each case: a page of nothing but notes and buttons would be left as it is. */
const rest = 'And so it goes on with words of prose. '.repeat(30).trim()

describe('writing Markdown', () => {
  it.each(writeCases)('writes $name', ({ html, markdown }) => {
    const { body } = prepare(`<body><main>${html}<p>${rest}</p></main></body>`, address)
    expect(write(body, address, options).text).toBe(`${markdown}\n\n${rest}`)
  })
})

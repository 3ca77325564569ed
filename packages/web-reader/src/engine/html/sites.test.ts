import { describe, expect, it } from 'vitest'
import { extract } from './extract.ts'
import { forumCases } from './forums.cases.ts'
import { siteCases } from './sites.cases.ts'

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const

describe('sites that are read often', () => {
  it.each([...siteCases, ...forumCases])('reads $name', ({ html, url, keeps, lacks }) => {
    const { content } = extract(html, url, options)
    for (const text of keeps) expect(content).toContain(text)
    for (const text of lacks) expect(content).not.toContain(text)
  })
})

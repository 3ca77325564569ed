import { describe, expect, it } from 'vitest'
import { extract } from './extract.ts'

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const
const read = (html: string) => extract(html, 'https://example.org/post', options)

const sentence = 'A lock that nobody releases is a lock that everybody waits for & so the first rule is to release it.'
const page = (articleBody: string, shown: string) =>
  `<head><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', articleBody }).replaceAll('</', '<\\/')}</script></head><body>${shown}</body>`

describe('a page that shows hardly anything of its article', () => {
  it('is read from what it declares, a line a paragraph', () => {
    const body = Array.from({ length: 8 }, (_, at) => `${at}: ${sentence}`).join('\n')
    const { content, notices } = read(page(body, '<main><p>Please wait while the article is loaded.</p></main>'))
    expect(content.split('\n\n')).toHaveLength(8)
    expect(content).toContain(`7: ${sentence}`)
    expect(notices.join()).toMatch(/search engines/)
  })

  it('is read from declared HTML', () => {
    const body = `<h2>Rules</h2>${`<p>${sentence}</p>`.repeat(8)}<script>alert(1)</script>`
    const { content } = read(page(body, '<main></main>'))
    expect(content).toMatch(/^## Rules\n\nA lock/)
    expect(content).not.toContain('alert')
  })

  it('is read as shown when it shows its article', () => {
    const { content, notices } = read(page(`${sentence} `.repeat(9), `<main>${`<p>${sentence}</p>`.repeat(7)}</main>`))
    expect(content.split('\n\n')).toHaveLength(7)
    expect(notices).toEqual([])
  })
})

describe('a page that shows the article it declares', () => {
  const topics = ['locks', 'queues', 'timers', 'caches', 'sockets', 'files', 'threads', 'signals']
  const paragraphs = topics.map(
    (topic) =>
      `Everything that is said of ${topic} here was learnt from programs that failed at night and were mended.`,
  )
  const promotion =
    'Our evening letter brings you the best stories of the week, picked by the editors, and it costs you nothing at all.'
  const shown = (inset: string) =>
    `<article><h1>What was learnt</h1>${paragraphs.map((text, at) => `<p>${text}</p>${at === 3 ? `<p>${inset}</p>` : ''}`).join('')}</article>`

  it('is read without what stands between its paragraphs and is not declared', () => {
    const { content } = read(page(paragraphs.join('\n'), shown(promotion)))
    for (const text of paragraphs) expect(content).toContain(text)
    expect(content).not.toContain(promotion)
  })

  it('is read to its end when only the beginning is declared', () => {
    const { content } = read(page(paragraphs.slice(0, 5).join('\n'), shown(promotion)))
    for (const text of paragraphs) expect(content).toContain(text)
  })
})

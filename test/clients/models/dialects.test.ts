import { describe, expect, it } from 'vitest'
import type { Asked } from './dialect.ts'
import { dialectCases } from './dialects.cases.ts'
import { serveModel } from './serve.ts'

describe.each(Object.entries(dialectCases))('%s', (_name, { path, body, broken, called }) => {
  const post = (url: string, content: object) =>
    fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(content) })

  it('gives the script tools and results, and streams its call', async () => {
    const requests: Asked[] = []
    await using model = await serveModel((asked) => {
      requests.push(asked)
      return { call: 'look', input: { url: 'x' } }
    })
    const response = await post(model.url, body)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(await response.text()).toMatch(called)
    expect(requests).toEqual([
      {
        tools: [
          { name: 'look', description: 'Looks.', schema: { type: 'object', properties: { url: { type: 'string' } } } },
        ],
        results: [{ text: 'seen', images: 1 }],
        stream: true,
      },
    ])
  })

  it('refuses what the API would refuse', async () => {
    await using model = await serveModel(() => ({ say: 'never' }))
    expect((await post(model.url, broken)).status).toBe(400)
    expect(model.log).toEqual([expect.stringContaining('refused')])
  })
})

import { describe, expect, it } from 'vitest'
import type { Asked, ShownTool } from './models/dialect.ts'
import { toolTurn } from './tool-turn.ts'

const calls = [{ tool: 'webReader', input: { url: 'http://127.0.0.1/' }, words: 'read page' }]
const tool = (name: string): ShownTool => ({ name, description: '', schema: {} })
const asked = (tools: readonly string[], ...results: string[]): Asked => ({
  tools: tools.map(tool),
  results: results.map((text) => ({ text, images: 0 })),
  stream: true,
})

describe('a scripted turn', () => {
  it('calls our tool under the name that the client gives it, and ends', () => {
    const turn = toolTurn(calls, ['webReader'], 'The end.')
    expect(turn.answer(asked(['read_file', 'sensorium__webReader']))).toEqual({
      call: 'sensorium__webReader',
      input: { url: 'http://127.0.0.1/' },
    })
    expect(turn.answer(asked(['read_file', 'sensorium__webReader'], 'A page'))).toEqual({ say: 'The end.' })
    expect(turn.seen()).toMatchObject({ searched: false, results: [{ text: 'A page' }] })
    expect([...turn.seen().tools.keys()]).toEqual(['webReader'])
  })

  it('answers a request for a title without losing its place', () => {
    const turn = toolTurn(calls, ['webReader'], 'The end.')
    expect(turn.answer(asked([]))).toEqual({ say: 'A title' })
    expect(turn.answer(asked(['sensorium_webReader']))).toMatchObject({ call: 'sensorium_webReader' })
  })

  it('searches for tools that are held back, by words and then by names, and calls them', () => {
    const turn = toolTurn(calls, ['webReader', 'run_code'], 'The end.')
    const found = '<function>{"name":"mcp__sensorium__webReader","parameters":{"type":"object"}}</function>'
    const tools = ['tool_search', 'tool_call']
    expect(turn.answer(asked(tools))).toMatchObject({ call: 'tool_search', input: { query: 'read page' } })
    expect(turn.answer(asked(tools, found))).toMatchObject({
      input: { query: 'select:mcp__sensorium__webReader,mcp__sensorium__run_code' },
    })
    expect(turn.answer(asked(tools, found, found))).toEqual({
      call: 'tool_call',
      input: { name: 'mcp__sensorium__webReader', arguments: { url: 'http://127.0.0.1/' } },
    })
    expect(turn.answer(asked(tools, found, found, 'A page'))).toEqual({ say: 'The end.' })
    expect(turn.seen()).toMatchObject({ searched: true, results: [{ text: 'A page' }] })
  })

  it('says so when the tool is not there', () => {
    const turn = toolTurn(calls, ['webReader'], 'The end.')
    expect(turn.answer(asked(['sensorium_run_code']))).toEqual({ say: 'there is no tool webReader' })
  })
})

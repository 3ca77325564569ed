import { describe, expect, it } from 'vitest'
import { createLogger } from './log.ts'

describe('createLogger', () => {
  const collect = (level: 'debug' | 'warn' | 'silent') => {
    const lines: string[] = []
    return { lines, log: createLogger(level, (line) => lines.push(line)) }
  }

  it('writes one JSON object a line with level, event and fields', () => {
    const { lines, log } = collect('debug')
    log.with({ tool: 'echo' }).info('tool-call', { ms: 3 })
    expect(lines).toHaveLength(1)
    expect(lines[0]?.endsWith('\n')).toBe(true)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', event: 'tool-call', tool: 'echo', ms: 3 })
  })

  it('writes what its level lets through only', () => {
    const { lines, log } = collect('warn')
    log.info('quiet')
    log.error('loud')
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['loud'])
    const silent = collect('silent')
    silent.log.error('nothing')
    expect(silent.lines).toEqual([])
  })

  it('describes an error with its causes, on one line, without secrets', () => {
    const { lines, log } = collect('debug')
    const cause = Object.assign(new Error('connect\nfailed with Bearer abcdef123456'), { code: 'ECONNREFUSED' })
    log.error('broken', { error: new Error('outer', { cause }) })
    expect(lines[0]?.trimEnd()).not.toContain('\n')
    expect(lines[0]).not.toContain('abcdef123456')
    expect(JSON.parse(lines[0] ?? '').error).toMatchObject({ message: 'outer', cause: { code: 'ECONNREFUSED' } })
  })
})

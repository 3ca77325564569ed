import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { redact } from '../redact.ts'
import { fieldsOf } from './fields.ts'
import { readFlags } from './flags.ts'
import { readConfig } from './read-config.ts'
import { settings } from './settings.ts'

const schema = z.object({
  maxResults: z.int().min(1).max(50).default(10).describe('How many.'),
  verbose: z.boolean().default(true),
  engines: z.array(z.enum(['a', 'b'])).optional(),
  apiKey: z
    .string()
    .optional()
    .register(settings, { env: ['VENDOR_KEY', 'OLD_VENDOR_KEY'], secret: true }),
})

function read(argv: readonly string[], env: Record<string, string> = {}) {
  const { flags, faults } = readFlags(argv, fieldsOf(schema))
  expect(faults).toEqual([])
  return readConfig(schema, { flags, env })
}

describe('readConfig', () => {
  it('takes a flag before the environment before the default', () => {
    const env = { SENSORIUM_MAX_RESULTS: '20' }
    expect(read(['--max-results', '30'], env)).toMatchObject({ ok: true, value: { maxResults: 30 } })
    expect(read([], env)).toMatchObject({ ok: true, value: { maxResults: 20 } })
    expect(read([])).toMatchObject({ ok: true, value: { maxResults: 10 } })
  })

  it('honours the names that users already have, ours first', () => {
    expect(read([], { OLD_VENDOR_KEY: 'old-key' })).toMatchObject({ value: { apiKey: 'old-key' } })
    expect(read([], { VENDOR_KEY: 'key-one', OLD_VENDOR_KEY: 'old-key' })).toMatchObject({
      value: { apiKey: 'key-one' },
    })
    expect(read([], { SENSORIUM_API_KEY: 'ours-key', VENDOR_KEY: 'key-one' })).toMatchObject({
      value: { apiKey: 'ours-key' },
    })
  })

  it('takes an empty variable for an unset one', () => {
    expect(read([], { VENDOR_KEY: ' ', OLD_VENDOR_KEY: 'old-key' })).toMatchObject({ value: { apiKey: 'old-key' } })
  })

  it.each([
    [['--no-verbose'], { verbose: false }],
    [['--verbose=no'], { verbose: false }],
    [['--engines', 'a,b'], { engines: ['a', 'b'] }],
    [['--engines', 'a', '--engines', 'b'], { engines: ['a', 'b'] }],
    [['--engines=["b"]'], { engines: ['b'] }],
    [['--max_results', '5'], { maxResults: 5 }],
  ])('reads %j', (argv, value) => {
    expect(read(argv)).toMatchObject({ ok: true, value })
  })

  it('tells every fault at once under the name that the user wrote', () => {
    const result = read(['--max-results', '99'], { SENSORIUM_ENGINES: 'a,c', SENSORIUM_VERBOSE: 'perhaps' })
    expect(result.ok).toBe(false)
    const told = result.ok ? '' : result.faults.join('\n')
    for (const name of ['--max-results', 'SENSORIUM_ENGINES', 'SENSORIUM_VERBOSE']) expect(told).toContain(name)
  })

  it('remembers a secret, so that nothing that is logged later can hold it', () => {
    read([], { VENDOR_KEY: 'planted-by-read-config' })
    expect(redact('failed with planted-by-read-config')).toBe('failed with [redacted]')
  })
})

describe('readFlags', () => {
  it.each([
    [['--max-result', '3'], 'did you mean --max-results?'],
    [['--zzz'], '--help lists them'],
    [['--max-results'], '--max-results needs a value'],
  ])('explains %j', (argv, says) => {
    expect(readFlags(argv, fieldsOf(schema)).faults.join()).toContain(says)
  })

  it('keeps what is no flag', () => {
    expect(readFlags(['search', '--verbose', 'now'], fieldsOf(schema)).positionals).toEqual(['search', 'now'])
  })
})

import { describe, expect, it } from 'vitest'
import { formatKeyLine, parseKeyLine } from './key-line.ts'

const hash = 'a'.repeat(64)

describe('parseKeyLine', () => {
  it('reads back what formatKeyLine writes, without the key in it', () => {
    const grant = {
      servers: ['web-reader', 'vision'],
      perMinute: 60,
      perDay: 500,
      perDayOf: { run_code: 20, webReader: 100 },
      concurrent: 4,
      operator: true,
    }
    const line = formatKeyLine('alice', 'the-key-itself-12345', grant)
    expect(line).not.toContain('the-key-itself')
    expect(parseKeyLine(line)).toMatchObject({ ok: true, record: { name: 'alice', grant } })
  })

  it('takes a lone key for its operator’s own', () => {
    expect(parseKeyLine('a-key-of-some-length')).toMatchObject({ ok: true, record: { grant: { operator: true } } })
  })

  it.each([
    ['short', 'fewer than 16'],
    [`../alice sha256:${hash}`, 'name'],
    [`${'x'.repeat(65)} sha256:${hash}`, 'name'],
    ['alice plaintext-key-here', 'sha256:'],
    ['alice sha256:abc', 'sha256:'],
    [`alice sha256:${hash} per-day=0`, 'per-day=0'],
    [`alice sha256:${hash} per-day=many`, 'per-day=many'],
    [`alice sha256:${hash} per-week=3`, 'per-week=3'],
    [`alice sha256:${hash} per-day:run_code=none`, 'per-day:run_code=none'],
    [`alice sha256:${hash} servers=`, 'servers='],
    [`alice sha256:${hash} operator=yes`, 'operator=yes'],
  ])('refuses %s', (line, says) => {
    const parsed = parseKeyLine(line)
    expect(parsed.ok ? '' : parsed.fault).toContain(says)
  })
})

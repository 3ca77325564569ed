import { describe, expect, it } from 'vitest'
import { readContent } from './content.ts'
import { linkTarget, submoduleUrl } from './locate.ts'
import { pageOf, visible } from './page.ts'

describe('content', () => {
  it('is text in the charset it is written in', () => {
    expect(
      readContent(Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0xca, 0xc0, 0xbd, 0xe7, 0xc4, 0xe3, 0xba, 0xc3])),
    ).toMatchObject({ lines: ['你好世界你好'] })
    expect(readContent(Buffer.from('caf\u00e9', 'latin1'))).toMatchObject({ lines: ['café'], encoding: 'windows-1252' })
    expect(readContent(Buffer.from('\ufeffhallo', 'utf16le'))).toMatchObject({ lines: ['hallo'], encoding: 'utf-16le' })
  })
  it('ends lines at CR, LF or both, and has no line after the last', () => {
    expect(readContent(Buffer.from('a\r\nb\rc\n'))).toMatchObject({ lines: ['a', 'b', 'c'] })
  })
  it('is binary by what it holds', () =>
    expect(readContent(Buffer.from('%PDF-1.7\0'))).toMatchObject({ kind: 'binary', type: 'PDF document' }))
})

describe('a page', () => {
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at + 1}`)
  it('goes on where it ended until all is read', () => {
    const read: string[] = []
    let from: number | undefined = 1
    while (from !== undefined) {
      const page: ReturnType<typeof pageOf> = pageOf(lines, from, 100, 1, 200)
      expect(page.text.length).toBeLessThanOrEqual(210)
      read.push(...page.text.split('\n').map((line) => line.split('\t')[1] ?? ''))
      from = page.nextLine
    }
    expect(read).toEqual(lines)
  })
  it('shows marks that steer terminals and reorder code', () => {
    expect(visible('a\u001b[2Jb\u202ec\td')).toBe('a\\u001b[2Jb\\u202ec\td')
  })
})

describe('a link', () => {
  it.each([
    ['docs/latest', '../src/a.ts', 'src/a.ts'],
    ['latest', 'src/', 'src'],
    ['latest', '/etc/passwd', undefined],
    ['a/b', '../../etc', undefined],
  ])('%s → %s is %s', (link, target, path) => expect(linkTarget(link, target)).toBe(path))
})

it('reads the address of a submodule', () => {
  const text =
    '[submodule "a"]\n\tpath = lib/a\n\turl = https://example.com/a\n[submodule "b"]\n\tpath = lib/b\n\turl = ../b\n'
  expect(submoduleUrl(text, 'lib/b')).toBe('../b')
  expect(submoduleUrl(text, 'lib/c')).toBeUndefined()
})

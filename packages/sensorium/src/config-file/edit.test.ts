import { describe, expect, it } from 'vitest'
import { editCases, refused } from './edit.cases.ts'
import { edit, entriesOf, parseText } from './edit.ts'
import { ConfigFault } from './format.ts'
import { formats } from './formats.ts'

const entry = { url: 'http://x/', h: { k: 'q"\\ü' } }
const table = 'servers'
const names = ['jsonc', 'toml', 'yaml'] as const

describe.each(names)('editing %s', (name) => {
  const format = formats[name]

  it.each(editCases[name])('adds to, leaves alone and takes from $name', ({ before, after, left }) => {
    const added = edit(format, before, table, new Map([['s', entry]]))
    expect(entriesOf(parseText(format, added), table)['s']).toEqual(entry)
    if (after !== undefined) expect(added).toBe(after.replace('ENTRY', JSON.stringify(entry)))
    expect(edit(format, added, table, new Map([['s', entry]]))).toBe(added)
    expect(edit(format, added, table, new Map([['s', undefined]]))).toBe(left ?? before)
  })

  it.each(editCases[name])('replaces an entry in $name', ({ before }) => {
    const first = edit(format, before, table, new Map([['s', entry]]))
    const second = edit(format, first, table, new Map([['s', { url: 'http://y/' }]]))
    expect(entriesOf(parseText(format, second), table)['s']).toEqual({ url: 'http://y/' })
  })

  it.each(refused[name])('refuses $before', ({ before, because }) => {
    const work = () => edit(format, before, table, new Map([['s', entry]]))
    expect(work).toThrow(ConfigFault)
    expect(work).toThrow(because)
  })

  // The TOML parser knows no key of that name, so an edit with it cannot be proven and is refused.
  const reserved = name === 'toml' ? [] : ['__proto__']
  it.each([...reserved, 'constructor', 'a b', 'a.b', '"', '\\', "'", '#', '[x]', '{', '日本', ''])(
    'keeps %j a name like any other',
    (hostile) => {
      const added = edit(
        format,
        '',
        table,
        new Map([
          ['a', { u: '1' }],
          [hostile, { [hostile || 'k']: `${hostile}\n\u007F` }],
        ]),
      )
      const entries = entriesOf(parseText(format, added), table)
      expect(Object.keys(entries).sort()).toEqual(['a', hostile].sort())
      expect(Object.getOwnPropertyDescriptor(entries, hostile)?.value).toEqual({
        [hostile || 'k']: `${hostile}\n\u007F`,
      })
      expect(entriesOf(parseText(format, edit(format, added, table, new Map([[hostile, undefined]]))), table)).toEqual({
        a: { u: '1' },
      })
    },
  )
})

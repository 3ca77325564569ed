import { expect, it } from 'vitest'
import { fenced, printable } from './printable.ts'

it.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]52;c;ZXZpbA==\u001b\\text', 'text'],
  ['\u009b31mtext', '31mtext'],
  ['10%\r50%\r100%\ndone', '100%\ndone'],
  ['a\r\nb', 'a\nb'],
  ['a\u0000\u0008b\u202ec', 'abc'],
  ['tab\tkept', 'tab\tkept'],
  ['\ud800', '\ufffd'],
])('makes %j printable', (given, expected) => {
  expect(printable(given)).toBe(expected)
})

it('fences text that holds fences', () => {
  expect(fenced('a\n```\nb\n`````')).toBe('``````\na\n```\nb\n`````\n``````')
})

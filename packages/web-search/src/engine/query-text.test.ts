import { expect, it } from 'vitest'
import { fitQuery, keywords, shortenQuery } from './query-text.ts'

it.each([
  ['  two\n\n words\t', 'two words'],
  ['null\u0000byte\u0007bell\u001b[31m', 'null byte bell [31m'],
  ['zero\u200Bwidth\uFEFF', 'zero width'],
  ['over\u202Eride\u2066x', 'over ride x'],
  ['tag\u{E0041}\u{E0042}s', 'tag s'],
  ['e\u0301te\u0301', 'été'],
  ['half \uD83D pair', 'half \uFFFD pair'],
  ['می‌خواهم 👩‍💻', 'می‌خواهم 👩‍💻'],
  ['机器学习', '机器学习'],
  ['\u0000\u200B \n', ''],
])('makes %j one visible line', (raw, text) => {
  expect(fitQuery(raw)).toEqual({ text, cut: false })
})

it('cuts what is too long at a word, and says so', () => {
  const { text, cut } = fitQuery('word '.repeat(2000))
  expect(cut).toBe(true)
  expect(text).toMatch(/^(word )*word$/)
  expect(text.length).toBeLessThanOrEqual(400)
  expect(fitQuery('学'.repeat(10_000)).text).toHaveLength(400)
  expect(fitQuery('😀'.repeat(10_000)).text.isWellFormed()).toBe(true)
  expect(fitQuery(`${'x'.repeat(400)} tail`).text).toBe('x'.repeat(400))
  expect(fitQuery('a'.repeat(5_000_000)).cut).toBe(true)
})

it.each([
  ['how do I reverse a list in python', 'reverse list python'],
  ['What is the best way to use "async" in C++?', 'best way async C++'],
  ["Cannot find module '/home/ann/project/node_modules/x'", 'Cannot find module'],
  ['segfault at 0x7ffdeadbeef in libfoo.so', 'segfault at libfoo.so'.replace('at ', '')],
  ['C:\\Users\\ann\\x.py line 12:3 ValueError', 'line ValueError'],
  ['@scope/name #hash .net $HOME', '@scope/name #hash .net $HOME'],
  ['to be or not to be', 'not'],
  ['the of and', 'the of and'],
  ['使用 机器学习', '使用 机器学习'],
])('finds the words that matter in %j', (text, words) => {
  expect(keywords(text).join(' ')).toBe(words)
})

it('gives an engine with a small limit the words that matter', () => {
  const long =
    'how do I configure the TypeScript compiler so that it emits declaration files for a project with references'
  const short = shortenQuery(long, 70)
  expect(short).toBe('configure TypeScript compiler emits declaration files project')
  expect(shortenQuery('short', 70)).toBe('short')
})

import { expect, it } from 'vitest'
import type { Word } from './engine.ts'
import { layOut } from './layout.ts'
import { parseTsv } from './tsv.ts'

/** Words of a monospaced text, letters 10 px wide and lines 20 px high, as an engine reports them: trimmed to the ink. */
function monospaced(text: string): Word[] {
  return text.split('\n').flatMap((line, row) =>
    Array.from(line.matchAll(/\S+/g), ({ 0: word, index }) => ({
      text: word,
      confidence: 95,
      left: 7 + index * 10 + 1,
      top: row * 20,
      width: word.length * 10 - 2,
      height: 14,
      line: `1.1.1.${row}`,
    })),
  )
}

it('keeps indentation, columns and blank lines of monospaced text', () => {
  const code =
    'def main():\n    for item in range(10):\n        print(item,   end="")\n\nmain()  # run\nname     value    unit'
  expect(layOut(monospaced(code))).toBe(code)
})

it('joins what touches and never runs words together', () => {
  const words = monospaced('alpha    beta gamma delta epsilon')
  const touching: Word = { text: '()', confidence: 90, left: 7 + 50, top: 0, width: 18, height: 14, line: '1.1.1.0' }
  expect(layOut([...words.slice(0, 1), touching, ...words.slice(1)])).toMatch(/^alpha\(\) {2}beta gamma/)
})

it('leaves single spaces in text whose letters differ in width', () => {
  const words = ['Will', 'mmmmm', 'iii', 'Wide', 'li'].map((text, index) => ({
    text,
    confidence: 90,
    left: index * 97 + index * index * 9,
    top: 0,
    width: text.length * (index % 2 ? 14 : 5),
    height: 14,
    line: 'a',
  }))
  expect(layOut(words)).toBe('Will mmmmm iii Wide li')
})

it('makes nothing of nothing', () => {
  expect(layOut([])).toBe('')
})

it('reads words out of TSV and skips the rest', () => {
  const tsv =
    'level\tpage_num\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.5\tword\n5\t1\t1\t1\t1\t2\t10\t20\t30\t40\t95\t \n'
  expect(parseTsv(tsv)).toEqual([
    { text: 'word', confidence: 96.5, left: 10, top: 20, width: 30, height: 40, line: '1.1.1.1' },
  ])
})

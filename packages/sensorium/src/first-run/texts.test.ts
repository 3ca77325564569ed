import { expect, it } from 'vitest'
import { fill, languageOf, languages, texts } from './texts.ts'

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

it.each(languages)('has every text in %s, with the same places to fill', (language) => {
  expect(Object.keys(texts[language])).toEqual(Object.keys(texts.en))
  for (const [key, text] of Object.entries(texts[language])) {
    expect(text.trim(), key).not.toBe('')
    expect(placeholders(text), key).toEqual(placeholders(texts.en[key as keyof typeof texts.en]))
  }
})

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh' }, 'zh'],
  [{ LANG: 'zh_TW' }, 'zh'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'zh_CN', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'en_US', LC_MESSAGES: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zhu_XX' }, 'en'],
  [{}, 'en'],
])('reads %j as %s', (env, language) => {
  expect(languageOf(env)).toBe(language)
})

it('fills names and leaves what has none', () => {
  expect(fill('{a} and {b}', { a: '1' })).toBe('1 and {b}')
})

import type { Environment } from '@sensorium/kit'
import { en } from './texts/en.ts'
import { zh } from './texts/zh.ts'

export type Texts = Readonly<Record<keyof typeof en, string>>

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

export const texts: Readonly<Record<Language, Texts>> = { en, zh }

/** The language of a terminal, in the order in which POSIX reads the variables; English where none is ours. */
export function languageOf(env: Environment): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^zh(?:[_.@-]|$)/i.test(locale) ? 'zh' : 'en'
}

/** A text with its `{…}` filled in. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
}

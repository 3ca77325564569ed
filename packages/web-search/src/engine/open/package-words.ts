import { keywords } from '../query-text.ts'

/** Words that say what is looked for rather than what it does: a registry would match them. */
const telling = new Set(
  'best good npm pnpm yarn node nodejs crate crates cargo rust pip pypi python package packages library libraries module modules alternative alternatives'.split(
    ' ',
  ),
)

/** What to ask a package registry: names and purposes, a few words. A query of telling words only stays as it is. */
export function packageWords(text: string): string[] {
  const words = keywords(text, 8)
  const kept = words.filter((word) => !telling.has(word.toLowerCase()))
  return (kept.length > 0 ? kept : words).slice(0, 5)
}

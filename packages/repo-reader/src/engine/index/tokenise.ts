import { stemmer } from 'stemmer'

const word = /[\p{L}\p{N}_]+/gu
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const hump = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|_+/u
const longestWord = 64

/** Function words of English: they say nothing of where code is. */
const stopWords = new Set(
  'a an and are as at be been but by can could did do does for from had has have how if in into is it its may no not of on or should so such than that the their then there these they this to use used using via was we were what when where which while who why will with would you your also only'.split(
    ' ',
  ),
)

const stems = new Map<string, string>()
let segmenter: Intl.Segmenter | undefined

function stem(lower: string): string {
  if (lower.length < 3) return lower
  const known = stems.get(lower)
  if (known !== undefined) return known
  if (stems.size > 200_000) stems.clear()
  const made = stemmer(lower)
  stems.set(lower, made)
  return made
}

/**
 * The terms of a text: words in lower case and stemmed; an identifier of several words as a whole and as its parts
 * (`replaceUrlParam`: replaceurlparam, replac, url, param); scripts without spaces cut by dictionary.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const [found] of text.matchAll(word)) {
    if (found.length > longestWord) {
      if (unspaced.test(found)) segment(found.slice(0, 2_000), terms)
      continue
    }
    if (unspaced.test(found)) {
      segment(found, terms)
      continue
    }
    const parts = found.split(hump).filter((part) => part !== '')
    if (parts.length > 1) terms.push(found.replaceAll('_', '').toLowerCase())
    for (const part of parts) {
      if (part.length > 1 || /\d/.test(part) || parts.length === 1) terms.push(stem(part.toLowerCase()))
    }
  }
  return terms
}

function segment(text: string, terms: string[]): void {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  for (const { segment: piece, isWordLike } of segmenter.segment(text))
    if (isWordLike) terms.push(stem(piece.toLowerCase()))
}

/** The distinct terms of a query without function words, unless it has nothing else; at most `limit`. */
export function queryTerms(query: string, limit = 40): string[] {
  const words = query.split(/\s+/)
  const telling = words.filter((each) => !stopWords.has(each.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')))
  const terms = new Set(termsOf((telling.length === 0 ? words : telling).join(' ')))
  return [...terms].slice(0, limit)
}

/** The terms of identifiers that a query spells out: of several words (`sendFile`, `send_file`), or between backticks. */
export function namedTerms(query: string): ReadonlySet<string> {
  const compound = (query.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((found) => /[a-z][A-Z]|\w_\w/.test(found))
  const quoted = [...query.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.match(/\w+/g) ?? [])
  return new Set([...compound, ...quoted].flatMap((name) => termsOf(name)[0] ?? []))
}

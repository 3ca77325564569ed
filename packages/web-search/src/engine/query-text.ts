import { oneLine } from './one-line.ts'

/** Longest query that is sent anywhere, in characters: Brave and Tavily take no more. */
const longest = 400

/** More than this is not even looked at. */
const mostRead = 20_000

/** A query as one visible line that every engine can take, and whether that cost it its end. */
export function fitQuery(raw: string): { readonly text: string; readonly cut: boolean } {
  const clean = oneLine(raw.slice(0, mostRead).normalize('NFC'))
  const text = cut(clean, longest)
  return { text, cut: text !== clean || raw.length > mostRead }
}

/** A query for an engine that takes fewer characters: without its small words, then cut at a word. */
export function shortenQuery(text: string, most: number): string {
  return text.length <= most ? text : cut(keywords(text).join(' '), most)
}

/** Cuts at the last space, unless that loses more than half: scripts without spaces are cut between characters. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
  if (text[most] === ' ') return head
  const space = head.lastIndexOf(' ')
  return space > head.length / 2 ? head.slice(0, space) : head
}

const small = new Set(
  (
    'a an and are as at be been but by can could did do does for from get had has have how i if in into is it its me my ' +
    'of on or our please should so that the their them then there these they this to use used using was we were what ' +
    'when where which while who why will with would you your'
  ).split(' '),
)

/**
 * The words that carry a question, for engines that want every word to match: no small words, no quotes, no file paths
 * and addresses of memory, which are different on every machine. A query of small words only stays as it is.
 */
export function keywords(text: string, most = Infinity): string[] {
  const words = text.split(' ').map((word) => word.replace(/^[^\p{L}\p{N}@#.$_~/\\-]+|[^\p{L}\p{N}\p{M}+#)_]+$/gu, ''))
  const kept = words.filter((word) => word !== '' && !small.has(word.toLowerCase()) && !isLocal(word))
  return (kept.length > 0 ? kept : text.split(' ')).slice(0, most)
}

function isLocal(word: string): boolean {
  return /^0x[0-9a-f]{5,}$/i.test(word) || /^(?:[A-Za-z]:|~)?[\\/]\S*[\\/]/.test(word) || /^\d+:\d+$/.test(word)
}

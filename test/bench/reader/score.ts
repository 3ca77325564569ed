/** Python's `\w+` over lower-cased text, which both corpora's own scorers use. */
function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
}

function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

function f1(found: readonly string[], wanted: readonly string[]): { f1: number; precision: number; recall: number } {
  if (wanted.length === 0 || found.length === 0) {
    const both = wanted.length === found.length ? 1 : 0
    return { f1: both, precision: both, recall: both }
  }
  const left = counted(wanted)
  let overlap = 0
  for (const [item, count] of counted(found)) overlap += Math.min(count, left.get(item) ?? 0)
  const precision = overlap / found.length
  const recall = overlap / wanted.length
  return { f1: overlap === 0 ? 0 : (2 * precision * recall) / (precision + recall), precision, recall }
}

/** Word F1 as WCXB computes it: a multiset of words, order ignored. */
export function wordF1(found: string, wanted: string): { f1: number; precision: number; recall: number } {
  return f1(words(found), words(wanted))
}

/** Four-word shingles as AEB uses them: order counts. */
export function shingleF1(found: string, wanted: string): { f1: number; precision: number; recall: number } {
  const shingles = (list: readonly string[]): string[] =>
    list.length < 4 ? [list.join(' ')] : list.slice(3).map((_, at) => list.slice(at, at + 4).join(' '))
  return f1(shingles(words(found)), shingles(words(wanted)))
}

/** The share of phrases that stand in the text. */
export function phraseShare(text: string, phrases: readonly string[]): number | undefined {
  if (phrases.length === 0) return undefined
  const lower = text.toLowerCase()
  return phrases.filter((phrase) => lower.includes(phrase.toLowerCase())).length / phrases.length
}

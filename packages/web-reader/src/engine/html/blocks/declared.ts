/** Characters from which on a declared text is the article and not a teaser. */
const articleChars = 500
/** A longer one is no article, and comparing it would cost more than it tells. */
const mostChars = 500_000
/** Share of the declared words that the page must show for the declaration to be about what it shows. */
const shownShare = 0.6
/** Words in a row that count as found; and from how many words on a block's absence means something. */
const run = 3
const tellingWords = 8

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

function runs(list: readonly string[]): Set<string> {
  const found = new Set<string>()
  for (let at = run; at <= list.length; at++) found.add(list.slice(at - run, at).join(' '))
  return found
}

/** What is thought of a block before its page's declaration is looked at. */
export interface Judged {
  readonly text: string
  readonly words: number
  readonly chance: number
}

/** Chances of what the declaration holds, and how much less what it lacks is believed. */
const insideChance = 0.97
const outsideShare = 0.05
/** A declaration that lacks more than this, in words for each of its own, of what looks like content, is a beginning. */
const mostLacking = 0.5

/**
 * The chances of a page's blocks, set right by the article that the page declares (schema.org `articleBody`) where it
 * shows it, too; as they were where there is none, where it is about something else, and, for what is beyond it, where it
 * is only the beginning.
 */
export function believeDeclared(
  schemas: readonly Readonly<Record<string, unknown>>[],
  blocks: readonly Judged[],
): number[] {
  const chances = blocks.map(({ chance }) => chance)
  const bodies = schemas.map(({ articleBody }) => articleBody).filter((text) => typeof text === 'string')
  const longest = bodies.reduce((most, text) => (text.length > most.length ? text : most), '')
  if (longest.length < articleChars || longest.length > mostChars) return chances
  const body = longest.replace(/<[^<>]*>/g, ' ')
  const declared = runs(words(body))
  const shown = runs(words(blocks.map(({ text }) => text).join(' ')))
  let both = 0
  for (const one of declared) if (shown.has(one)) both++
  if (both < declared.size * shownShare) return chances
  const standings = blocks.map(({ text }) => standing(words(text), declared))
  const sumOf = (wanted: Standing): number =>
    blocks.reduce((sum, one, at) => sum + (standings[at] === wanted && one.chance > 0.5 ? one.words : 0), 0)
  const isWhole = sumOf('outside') < sumOf('inside') * mostLacking
  return chances.map((chance, at) => {
    if (standings[at] === 'inside') return Math.max(chance, insideChance)
    return standings[at] === 'outside' && isWhole ? chance * outsideShare : chance
  })
}

type Standing = 'inside' | 'outside' | 'unknown'

function standing(list: readonly string[], declared: ReadonlySet<string>): Standing {
  if (list.length < run) return 'unknown'
  let hits = 0
  for (const one of runs(list)) if (declared.has(one)) hits++
  if (hits > (list.length - run + 1) * 0.6) return 'inside'
  return list.length >= tellingWords && hits < list.length * 0.2 ? 'outside' : 'unknown'
}

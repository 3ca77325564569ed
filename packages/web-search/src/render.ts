import type { SearchOutput } from './tools/webSearchPrime.ts'

/** Characters of a line: some clients cut a very long one to nothing. */
const lineChars = 400

/** The answer as text that says no less than the records. */
export function renderAnswer({ query, results, found, engines, notes }: SearchOutput): string {
  const asked = engines.map(({ name, outcome, reason }) => {
    if (outcome === 'failed') return `failed: ${reason ?? name}`
    return outcome === 'empty' ? `${name} found nothing` : `${name} answered`
  })
  const head =
    results.length === 0 ? `No results for “${query}”.` : `${results.length} of ${found} results for “${query}”.`
  return [
    head,
    ...asked.map((line) => `- ${line}`),
    ...notes.map((note) => `- ${note}`),
    ...results.map(
      ({ title, link, media, publish_date, sources, credit, content }, index) =>
        `\n${index + 1}. ${title}\n   ${link}\n   ${[media, publish_date, sources?.join(', '), credit].filter(Boolean).join(' · ')}${wrap(content)}`,
    ),
  ].join('\n')
}

/** Indented lines of bounded length, each with the line feed before it. */
function wrap(text: string): string {
  const lines = text.match(new RegExp(`.{1,${lineChars}}(?:\\s+|$)|.{1,${lineChars}}`, 'gsu')) ?? []
  return lines.map((line) => `\n   ${line.trim()}`).join('')
}

import { Parser } from 'htmlparser2'
import { oneLine } from './one-line.ts'

const list = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Elements whose text nobody reads. */
const silent = list('script style template noscript svg head')
/** Elements that separate what stands before and after them. */
const blocks = list('p div br li ul ol dl dt dd tr td th table h1 h2 h3 h4 h5 h6 pre blockquote section article hr')
/** Elements within a line. Any other name in angle brackets is no markup but text, as in `Vec<T>`. */
const inline = list(
  'a abbr b bdi bdo body center cite code del dfn em figcaption figure font footer header html i img ins kbd link main ' +
    'mark math meta nav q s samp small span strike strong sub sup tbody tfoot thead time title tt u var wbr',
)

/** Characters of markup that are read: deeply nested markup costs the square of its length, and snippets are short. */
const mostRead = 10_000

/** The text of a snippet that may hold markup, as one line; entities are decoded twice where they were encoded twice. */
export function plainText(value: string): string {
  const once = withoutMarkup(value.slice(0, mostRead))
  const again = /&(?:[a-z]+|#\d+|#x[0-9a-f]+);/i.test(once)
  return oneLine(again ? withoutMarkup(once.replaceAll('<', '&lt;')) : once)
}

function withoutMarkup(html: string): string {
  let out = ''
  let hidden = 0
  const parser = new Parser(
    {
      onopentagname(name) {
        const tag = name.toLowerCase()
        if (silent.has(tag)) hidden += 1
        else if (blocks.has(tag)) out += ' '
        else if (!inline.has(tag) && hidden === 0) out += `<${name}>`
      },
      onclosetag(name) {
        const tag = name.toLowerCase()
        if (silent.has(tag)) hidden -= 1
        else if (blocks.has(tag)) out += ' '
      },
      ontext(text) {
        if (hidden === 0) out += text
      },
    },
    { lowerCaseTags: false },
  )
  parser.end(html)
  return out
}

import type { Heading } from '../document.ts'

/** A heading's fragment as forges make it: lower case, spaces to hyphens, punctuation gone. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

/** Headings of Markdown, both ATX and underlined; those inside fences are code. */
export function headingsOf(markdown: string): Heading[] {
  const headings: Heading[] = []
  let fence = ''
  let at = 0
  let above = ''
  const add = (level: number, text: string, start: number) => {
    if (text !== '') headings.push({ level, text, ids: [slug(text)], at: start })
  }
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : ''
    else if (fence === '') {
      const [, hashes = '', text = ''] = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line) ?? []
      if (hashes !== '') add(hashes.length, text, at)
      else if (/^ {0,3}(?:=+|-{3,})\s*$/.test(line) && /^\s{0,3}[^\s#>|*+-]/.test(above)) {
        add(line.includes('=') ? 1 : 2, above.trim(), at - above.length - 1)
      }
    }
    above = line
    at += line.length + 1
  }
  return headings
}

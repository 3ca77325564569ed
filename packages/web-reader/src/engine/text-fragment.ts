/** Words of a text fragment that are looked for; more make the match no surer. */
const mostWords = 12

/** The text that an address's fragment points to (`#:~:text=[prefix-,]start[,end][,-suffix]`), or undefined. */
export function fragmentText(hash: string): string | undefined {
  const directive = /:~:(?:[^#]*&)?text=([^&]+)/.exec(hash)?.[1]
  const start = directive?.split(',').find((part) => !part.endsWith('-') && !part.startsWith('-'))
  if (start === undefined || start === '') return undefined
  try {
    return decodeURIComponent(start)
  } catch {
    return undefined
  }
}

/** Where the paragraph begins that holds a text, Markdown's marks between its words aside; undefined when none does. */
export function findText(content: string, text: string): number | undefined {
  const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords)
  if (words.length === 0) return undefined
  const at = content.search(new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]{1,200}')}`, 'iu'))
  if (at < 0) return undefined
  const before = content.lastIndexOf('\n\n', at)
  return before < 0 ? 0 : before + 2
}

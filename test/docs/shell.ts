/** A line as a shell splits it, as far as our pages need: words, both quotes, `NAME=value` in front. */
export interface Words {
  readonly variables: readonly string[]
  readonly words: readonly string[]
}

/** @throws Error for a quote that does not end */
export function splitLine(line: string): Words {
  if ((line.replaceAll(/\\./g, '').match(/"/g) ?? []).length % 2 === 1) throw new Error(`a quote stays open: ${line}`)
  const words = [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/["']/g, ''))
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word))
  return { variables: words.slice(0, first).map((word) => word.split('=')[0] ?? ''), words: words.slice(first) }
}

/** Levenshtein distance of two texts over the length of the expected one. */
export function characterError(expected: string, actual: string): number {
  let row = Array.from({ length: actual.length + 1 }, (_, index) => index)
  for (const [i, wanted] of expected.split('').entries()) {
    const next = [i + 1]
    for (let j = 0; j < actual.length; j += 1) {
      next.push(Math.min((row[j] ?? 0) + (actual[j] === wanted ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return (row.at(-1) ?? 0) / expected.length
}

/** Paths that someone who wrote `wanted` may have meant, best first. */
export function nearPaths(paths: Iterable<string>, wanted: string, limit = 5): string[] {
  const target = wanted.toLowerCase()
  const base = nameOf(target)
  const targetGrams = gramsOf(target)
  const scored: { path: string; score: number }[] = []
  for (const path of paths) {
    const lower = path.toLowerCase()
    const sameName = nameOf(lower) === base ? 1 : 0
    const score = sameName + (lower.endsWith(target) ? 1 : 0) + similarity(targetGrams, gramsOf(lower))
    if (score > 0.45) scored.push({ path, score })
  }
  scored.sort((a, b) => b.score - a.score || a.path.length - b.path.length)
  const best = scored[0]?.score ?? 0
  return scored
    .filter(({ score }) => score * 2 > best)
    .slice(0, limit)
    .map(({ path }) => path)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function gramsOf(value: string): Set<string> {
  const grams = new Set<string>()
  for (let at = 0; at < value.length - 2; at += 1) grams.add(value.slice(at, at + 3))
  return grams
}

function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const gram of a) if (b.has(gram)) shared += 1
  return (2 * shared) / (a.size + b.size)
}

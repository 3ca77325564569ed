interface Cuttable {
  readonly results: readonly { readonly snippet?: string | undefined }[]
  readonly discussions: readonly { readonly text?: string | undefined }[]
  readonly notes: readonly string[]
}

/**
 * Shortens a search answer until it measures at most `budget`: texts of discussions go first, then snippets from the
 * last result up, then the last results. Every cut is noted.
 */
export function fit<T extends Cuttable>(answer: T, budget: number, measure: (answer: T) => number): T {
  let fitted: T = answer
  const cuts: string[] = []
  const note = (cut: string) => {
    if (!cuts.includes(cut)) cuts.push(cut)
    return [...answer.notes, `Left out to fit ${budget} characters: ${cuts.join(', ')}; max_chars allows more.`]
  }
  if (measure(fitted) > budget && fitted.discussions.some(({ text }) => text !== undefined)) {
    const discussions = fitted.discussions.map((each) => ({ ...each, text: undefined }))
    fitted = { ...fitted, discussions, notes: note('texts of issues') }
  }
  for (let at = fitted.results.length - 1; at >= 0 && measure(fitted) > budget; at -= 1) {
    if (fitted.results[at]?.snippet === undefined) continue
    const results = fitted.results.map((result, place) => (place === at ? { ...result, snippet: undefined } : result))
    fitted = { ...fitted, results, notes: note('snippets of the last results') }
  }
  while (fitted.results.length > 1 && measure(fitted) > budget) {
    fitted = { ...fitted, results: fitted.results.slice(0, -1), notes: note('the last results') }
  }
  return fitted
}

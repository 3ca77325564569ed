/** Characters of a result that a client shows whole, a little below what was measured (DESIGN section 9). */
const budgets: readonly [prefix: string, chars: number][] = [
  ['claude', 48_000],
  ['opencode', 48_000],
  ['kilo', 48_000],
  ['gemini', 38_000],
  ['droid', 38_000],
  ['factory', 38_000],
  ['qwen', 25_000],
  ['codex', 11_500],
  ['cline', 7_500],
]

const unknownClient = 20_000

/** The default budget for a client, by the name in `clientInfo` or, failing that, in its User-Agent. */
export function resultBudget(clientName: string | null | undefined): number {
  const name = clientName?.toLowerCase() ?? ''
  return budgets.find(([prefix]) => name.includes(prefix))?.[1] ?? unknownClient
}

import { schemaChanges } from './schema-changes.ts'
import type { SeenTurn } from './tool-turn.ts'

/** A tool as our servers list it. */
export interface ListedTool {
  readonly name: string
  readonly inputSchema: unknown
}

/** How a client shows our tools and their results to its model. */
export interface Showing {
  readonly tools: 'listed' | 'behind a search'
  /** What it makes of the input schemas; empty where they arrive as they are. */
  readonly schemas: readonly string[]
  /** Which form of a result that has both reaches the model. */
  readonly structured: 'data' | 'text' | 'both' | 'raw JSON'
  readonly image: 'image' | 'as text' | 'dropped'
}

/** Keywords that a model can do without: a client that drops others makes our tools wrong to call. */
const harmless =
  /^(?:\$schema|additionalProperties|default|minimum|maximum|exclusiveMinimum|minLength|maxLength|minItems|maxItems|pattern|format|title)$/

/**
 * @throws Error when a tool, a parameter or a fact of a result did not reach the model
 */
export function showingOf(seen: SeenTurn, ours: readonly ListedTool[], facts: readonly string[]): Showing {
  const missing = ours.filter(({ name }) => !seen.tools.has(name))
  if (missing.length > 0) throw new Error(`its model sees no ${missing.map(({ name }) => name).join(', ')}`)
  for (const [index, fact] of facts.entries()) {
    const text = seen.results[index]?.text
    if (text?.includes(fact) !== true) throw new Error(`result ${index + 1} has no “${fact}”: ${text?.slice(0, 300)}`)
  }
  const [, records, picture] = seen.results
  return {
    tools: seen.searched ? 'behind a search' : 'listed',
    schemas: wordsOf(seen, ours),
    structured: formOf(records?.text ?? ''),
    image:
      (picture?.images ?? 0) > 0
        ? 'image'
        : /"type": ?"image"|[A-Za-z0-9+/]{200}/.test(picture?.text ?? '')
          ? 'as text'
          : 'dropped',
  }
}

function formOf(text: string): Showing['structured'] {
  const data = text.includes('"searched":')
  if (text.includes('"structuredContent"')) return 'raw JSON'
  if (data && text.includes('1. gulls.py')) return 'both'
  return data ? 'data' : 'text'
}

function wordsOf({ tools }: SeenTurn, ours: readonly ListedTool[]): string[] {
  const words = new Set<string>()
  for (const { name, inputSchema } of ours) {
    const changes = schemaChanges(inputSchema, tools.get(name)?.schema)
    const harmful = [...changes.dropped, ...changes.changed].filter((keyword) => !harmless.test(keyword))
    if (harmful.length > 0) throw new Error(`${name}: its model is shown another ${harmful.join(', ')}`)
    for (const keyword of changes.dropped) words.add(`without ${keyword}`)
    for (const keyword of changes.changed) words.add(`other ${keyword}`)
    for (const keyword of changes.added) words.add(`with ${keyword}`)
  }
  return [...words].sort()
}

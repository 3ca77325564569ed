/** What a client made of a schema on its way to the model: keywords that it dropped, added or changed. */
export interface SchemaChanges {
  readonly dropped: readonly string[]
  readonly added: readonly string[]
  readonly changed: readonly string[]
}

/** Compares keyword by keyword; the order of names, and of `required`, means nothing. */
export function schemaChanges(ours: unknown, shown: unknown): SchemaChanges {
  const found = { dropped: new Set<string>(), added: new Set<string>(), changed: new Set<string>() }
  const compare = (before: unknown, after: unknown, keyword: string, names: boolean): void => {
    if (isObject(before) && isObject(after)) {
      for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
        const word = names ? `parameter ${key}` : key
        if (!(key in after)) found.dropped.add(word)
        else if (!(key in before)) found.added.add(word)
        else compare(before[key], after[key], word, !names && key === 'properties')
      }
    } else if (canonical(before) !== canonical(after)) found.changed.add(keyword)
  }
  compare(ours, shown, 'type', false)
  return { dropped: [...found.dropped].sort(), added: [...found.added].sort(), changed: [...found.changed].sort() }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map(canonical).sort() : value) ?? 'undefined'
}

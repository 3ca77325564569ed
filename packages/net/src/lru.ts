/** A map that forgets what was used least recently once the sizes of its values exceed `capacity`. */
export interface Lru<V> {
  readonly get: (key: string) => V | undefined
  /** A value larger than the whole capacity is not kept. */
  readonly set: (key: string, value: V) => void
  readonly delete: (key: string) => void
}

export function createLru<V>(capacity: number, sizeOf: (value: V) => number = () => 1): Lru<V> {
  const entries = new Map<string, V>()
  let held = 0
  const remove = (key: string) => {
    const value = entries.get(key)
    if (value === undefined) return
    entries.delete(key)
    held -= sizeOf(value)
  }
  return {
    get: (key) => {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set: (key, value) => {
      remove(key)
      const size = sizeOf(value)
      if (size > capacity) return
      entries.set(key, value)
      held += size
      for (const oldest of entries.keys()) {
        if (held <= capacity) break
        remove(oldest)
      }
    },
    delete: remove,
  }
}

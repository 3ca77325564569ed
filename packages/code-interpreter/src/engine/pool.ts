import type { Backend, Interpreter, OpenOptions } from './backend.ts'

export interface Pool {
  /** An interpreter: a warm one if one waits, else a new one that imports packages when it needs them. */
  readonly take: (folder: boolean) => Promise<Interpreter>
  readonly close: () => Promise<void>
}

/** Keeps up to `size` warm interpreters of a backend waiting; filling starts with the first use, not before. */
export function createPool(backend: Backend, size: number): Pool {
  const waiting = new Map<boolean, Interpreter[]>()
  const opening = new Set<Promise<unknown>>()
  let closed = false

  const open = async (options: OpenOptions): Promise<Interpreter> => {
    const attempt = backend.open(options)
    opening.add(attempt)
    try {
      const interpreter = await attempt
      if (!closed) return interpreter
      await interpreter.close()
      throw new Error('the pool is closed')
    } finally {
      opening.delete(attempt)
    }
  }

  const shelf = (folder: boolean): Interpreter[] => {
    const kept = (waiting.get(folder) ?? []).filter((interpreter) => interpreter.alive())
    waiting.set(folder, kept)
    return kept
  }

  let filling = false
  /** Fills one at a time, since importing takes a core; a failure is met again by the next `take`. */
  const fill = async (folder: boolean): Promise<void> => {
    if (filling) return
    filling = true
    try {
      while (!closed && shelf(folder).length < size) {
        const interpreter = await open({ warm: true, folder })
        shelf(folder).push(interpreter)
      }
    } catch {
      // Reported by `take`, which then opens one itself.
    } finally {
      filling = false
    }
  }

  return {
    async take(folder) {
      const ready = shelf(folder).shift()
      const interpreter = ready ?? (await open({ warm: false, folder }))
      void fill(folder)
      return interpreter
    },
    async close() {
      closed = true
      await Promise.allSettled(opening)
      const all = [...waiting.values()].flat()
      waiting.clear()
      await Promise.all(all.map((interpreter) => interpreter.close()))
    },
  }
}

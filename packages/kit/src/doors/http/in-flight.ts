import { z } from 'zod'

/**
 * Cancels calls of the stateless 2025 era: there `notifications/cancelled` comes in a POST of its own, tied to nothing,
 * so requests in flight are remembered by who sent them and their JSON-RPC id.
 */
export interface InFlight {
  /** Registers the requests of a body; dispose when they are answered. */
  readonly track: (client: string, body: unknown, abort: AbortController) => Disposable
  /** Aborts what a cancellation in `body` names; ambiguous ids (two calls at once) are left alone. */
  readonly cancel: (client: string, body: unknown) => void
}

const cancelled = 'notifications/cancelled'
const untracked: Disposable = { [Symbol.dispose]: () => {} }
const cancellation = z.object({
  method: z.literal(cancelled),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
})

export function createInFlight(): InFlight {
  const calls = new Map<string, Set<AbortController>>()
  return {
    track: (client, body, abort) => {
      const id = idOf(body)
      if (id === undefined) return untracked
      const key = keyOf(client, id)
      const same = calls.get(key) ?? new Set()
      calls.set(key, same.add(abort))
      return {
        [Symbol.dispose]: () => {
          same.delete(abort)
          if (same.size === 0) calls.delete(key)
        },
      }
    },
    cancel: (client, body) => {
      if (typeof body !== 'object' || body === null || !('method' in body) || body.method !== cancelled) return
      const parsed = cancellation.safeParse(body)
      if (!parsed.success) return
      const same = calls.get(keyOf(client, parsed.data.params.requestId))
      if (same?.size !== 1) return
      for (const abort of same) abort.abort()
    },
  }
}

/** The id of a JSON-RPC request; undefined for everything else. */
function idOf(body: unknown): string | number | undefined {
  if (typeof body !== 'object' || body === null || !('id' in body) || !('method' in body)) return undefined
  return typeof body.id === 'string' || typeof body.id === 'number' ? body.id : undefined
}

function keyOf(client: string, id: string | number): string {
  return `${typeof id}:${id}:${client}`
}

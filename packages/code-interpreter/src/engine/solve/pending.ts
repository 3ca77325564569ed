import { randomBytes } from 'node:crypto'
import { ToolError } from '@sensorium/kit'
import type { AllToolsRequest } from '@sensorium/provider'
import type { Wanted } from './all-tools.ts'
import type { VendorName } from './names.ts'
import type { Draft } from './solution.ts'

/** A solution that waits for its caller to run a piece of code. */
export interface Pending {
  readonly owner: string
  readonly vendor: VendorName
  readonly messages: AllToolsRequest['messages']
  readonly wanted: Wanted
  readonly draft: Draft
  readonly rounds: number
}

const KEPT = 200
const KEPT_MS = 30 * 60_000

export interface PendingStore {
  /** Keeps it for half an hour; returns its handle. */
  readonly keep: (pending: Pending) => string
  /**
   * Takes it out: each handle continues once.
   *
   * @throws ToolError `not_found` for an unknown, used, expired or another's handle.
   */
  readonly take: (handle: string, owner: string) => Pending
}

export function createPendingStore(): PendingStore {
  const kept = new Map<string, Pending & { readonly until: number }>()
  return {
    keep(pending) {
      for (const [handle, { until }] of kept) if (kept.size >= KEPT || until < Date.now()) kept.delete(handle)
      const handle = randomBytes(12).toString('base64url')
      kept.set(handle, { ...pending, until: Date.now() + KEPT_MS })
      return handle
    },
    take(handle, owner) {
      const pending = kept.get(handle)
      if (!pending || pending.owner !== owner || pending.until < Date.now()) {
        throw new ToolError('not_found', 'This handle is not open: it was used, has expired, or never was.', {
          hint: 'Call solve_with_code again.',
        })
      }
      kept.delete(handle)
      return pending
    },
  }
}

import type { ToolContext } from '@sensorium/kit'
import type { OpenOptions } from '../engine/snapshot/snapshot.ts'

/** What opening a repository takes from a call; each message counts as one step of progress. */
export function openOptions(ctx: ToolContext<unknown>): OpenOptions {
  let step = 0
  return {
    local: ctx.caller.local,
    signal: ctx.signal,
    log: ctx.log,
    progress: (message) => {
      step += 1
      ctx.progress(step, undefined, message)
    },
  }
}

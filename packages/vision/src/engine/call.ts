import type { ToolContext } from '@sensorium/kit'

/** The part of a tool's context that an engine needs: who asks, how to say where it stands, when to stop. */
export type Call = Pick<ToolContext<unknown>, 'signal' | 'progress' | 'caller'>

import type { Answer, Asked, ShownResult, ShownTool } from './models/dialect.ts'

/** A call that the scripted model makes, by our name of the tool. */
export interface PlannedCall {
  readonly tool: string
  readonly input: object
}

/** What a model was shown in the course of one turn. */
export interface SeenTurn {
  /** Our tools by our names, as the client lists them. */
  readonly tools: ReadonlyMap<string, ShownTool>
  readonly results: readonly ShownResult[]
}

/** A model that makes the planned calls one after the other and then says `closing`. */
export function toolTurn(calls: readonly PlannedCall[], closing: string) {
  let tools: ReadonlyMap<string, ShownTool> = new Map()
  let results: readonly ShownResult[] = []
  return {
    answer: (asked: Asked): Answer => {
      const ours = ourTools(asked.tools)
      // Clients also ask for titles and summaries, without tools.
      if (ours.size === 0) return { say: 'A title' }
      if (asked.results.length >= results.length) ({ results } = asked)
      tools = ours
      const next = calls[asked.results.length]
      if (next === undefined) return { say: closing }
      return { call: ours.get(next.tool)?.name ?? next.tool, input: next.input }
    },
    seen: (): SeenTurn => ({ tools, results }),
  }
}

/** Clients put the server's name before a tool's, each with its own separator. */
function ourTools(tools: readonly ShownTool[]): ReadonlyMap<string, ShownTool> {
  return new Map(
    tools.flatMap((tool) => {
      const name = /sensorium[_/.-]+(.+)$/.exec(tool.name)?.[1]
      return name === undefined ? [] : [[name, tool] as const]
    }),
  )
}

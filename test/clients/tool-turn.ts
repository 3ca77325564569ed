import type { Answer, Asked, ShownResult, ShownTool } from './models/dialect.ts'

/** A call that the scripted model makes, by our name of the tool. */
export interface PlannedCall {
  readonly tool: string
  readonly input: object
  /** How a model would look for the tool where its client holds tools back behind a search. */
  readonly words: string
}

/** What a model was shown in the course of one turn. */
export interface SeenTurn {
  /** Our tools by our names, as the client lists them or finds them. */
  readonly tools: ReadonlyMap<string, ShownTool>
  /** Whether they had to be searched for. */
  readonly searched: boolean
  /** The results of the planned calls. */
  readonly results: readonly ShownResult[]
}

type Step = (asked: Asked) => Answer

/**
 * A model that makes the planned calls one after the other and then says `closing`. Where a client holds tools back,
 * it first looks for one in plain words, and then loads `all` by the names that it has learnt from that.
 */
export function toolTurn(calls: readonly PlannedCall[], all: readonly string[], closing: string) {
  const tools = new Map<string, ShownTool>()
  let steps: readonly Step[] = []
  let results: readonly ShownResult[] = []

  const searches = (search: string): Step[] => [
    () => ({ call: search, input: { query: calls[0]?.words, max_results: 5 } }),
    () => ({ call: search, input: { query: `select:${namesOf(all, tools).join(',')}`, max_results: 20 } }),
  ]
  const plan = [
    ...calls.map(
      (call): Step =>
        (asked) =>
          callOf(call, asked, tools),
    ),
    () => ({ say: closing }),
  ]

  return {
    answer: (asked: Asked): Answer => {
      for (const tool of [...asked.tools, ...asked.results.flatMap(({ text }) => declaredIn(text))]) {
        const name = ourName(tool.name)
        if (name !== undefined) tools.set(name, tool)
      }
      const search = asked.tools.find(({ name }) => /^tool_?search$/i.test(name))?.name
      // Clients also ask for titles and summaries, with other tools or none.
      if (search === undefined && !asked.tools.some(({ name }) => ourName(name) !== undefined))
        return { say: 'A title' }
      if (steps.length === 0) steps = search === undefined || tools.size > 0 ? plan : [...searches(search), ...plan]
      if (asked.results.length >= results.length) ({ results } = asked)
      return steps[asked.results.length]?.(asked) ?? { say: closing }
    },
    seen: (): SeenTurn => {
      const before = Math.max(steps.length - plan.length, 0)
      return { tools, searched: before > 0, results: results.slice(before) }
    },
  }
}

/** Clients put the server's name before a tool's, each with its own separator. */
function ourName(name: string): string | undefined {
  return /sensorium[_/.-]+(.+)$/.exec(name)?.[1]
}

/** All names as this client would spell them, after the first one that is known. */
function namesOf(all: readonly string[], tools: ReadonlyMap<string, ShownTool>): string[] {
  const [[ours, { name: theirs }] = ['', { name: '' }]] = tools
  return all.map((name) => theirs.slice(0, theirs.length - ours.length) + name)
}

function callOf({ tool, input }: PlannedCall, asked: Asked, tools: ReadonlyMap<string, ShownTool>): Answer {
  const name = tools.get(tool)?.name
  if (name === undefined) return { say: `there is no tool ${tool}` }
  // Qwen Code keeps the list of tools as it is and has one that calls the others.
  const through = asked.tools.some((each) => each.name === name)
    ? undefined
    : asked.tools.find((each) => each.name === 'tool_call')
  return through === undefined ? { call: name, input } : { call: through.name, input: { name, arguments: input } }
}

/** The declarations in the result of a search: one JSON object for each tool, between tags. */
function declaredIn(text: string): ShownTool[] {
  return [...text.matchAll(/<function>(.*?)<\/function>/gs)].map(([, json = '{}']) => {
    const { name = '', description = '', parameters, parametersJsonSchema } = JSON.parse(json)
    return { name, description, schema: parametersJsonSchema ?? parameters }
  })
}

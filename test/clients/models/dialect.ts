/** A tool as a client shows it to its model. */
export interface ShownTool {
  readonly name: string
  readonly description: string
  readonly schema: unknown
}

/** What a model is given of one tool result. */
export interface ShownResult {
  readonly text: string
  readonly images: number
}

/** One request to a model, whatever the API it came by. */
export interface Asked {
  readonly tools: readonly ShownTool[]
  /** The results of all calls of the conversation, in order. */
  readonly results: readonly ShownResult[]
  readonly stream: boolean
}

/** What the scripted model answers: a call of a tool, or the end of its turn. */
export type Answer = { readonly call: string; readonly input: object } | { readonly say: string }

/** One vendor's API, as far as a turn with tools needs it. */
export interface Dialect {
  readonly path: RegExp
  /** @throws z.ZodError when the request is not one of this API */
  readonly read: (body: unknown, path: string) => Asked
  /** The answer as server-sent events. `turn` numbers the answers, for ids. */
  readonly events: (answer: Answer, turn: number) => readonly ServerEvent[]
  /** The answer to a request that wants no stream. */
  readonly whole: (answer: Answer, turn: number) => object
}

export interface ServerEvent {
  readonly event?: string
  readonly data: object | '[DONE]'
}

/** Events that carry their name as their `type`, too. */
export function byType(events: readonly { readonly type: string; readonly [key: string]: unknown }[]): ServerEvent[] {
  return events.map((data) => ({ event: data.type, data }))
}

import type { z } from 'zod'
import type { ContentBlock } from './content.ts'
import type { Logger } from './log.ts'

/** Who is calling, as far as a tool may care: never the transport, only what follows from it. */
export interface Caller {
  /** Owner of sessions and handles: a hash of the caller's key, or `local` on stdio. */
  readonly principal: string
  /** True when the caller is the user of this machine (stdio): local files may then be read. */
  readonly local: boolean
  /** Characters of text that the caller's client shows whole; the default budget of a long result. */
  readonly resultChars: number
  /** The vendor key of a `--auth passthrough` caller; never logged, used with that vendor only. */
  readonly vendorKey?: string
}

/** What a handler gets; it does not grow a method a feature (DESIGN section 2). */
export interface ToolContext<Deps> {
  readonly deps: Deps
  /** Aborts on the client's cancellation and at the tool's deadline. */
  readonly signal: AbortSignal
  readonly log: Logger
  readonly caller: Caller
  /** Reports progress; must be called within the first second of any call that can last beyond a few. */
  readonly progress: (done: number, total?: number, message?: string) => void
}

/** MCP tool annotations, all required: an undefined hint is a silent gap. */
export interface ToolAnnotations {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/** One call shown in docs and run by contract tests as a schema check. */
export interface ToolExample<In extends z.ZodObject> {
  readonly title: string
  readonly input: z.input<In>
}

/**
 * A tool is a value: every transport, `--help`, README table, snapshot and contract test derives from it.
 * `handler` and `render` are properties so that their parameters stay contravariant.
 */
export interface ToolDefinition<In extends z.ZodObject, Out extends z.ZodObject, Deps> {
  /** The contract's name (CONTRACTS section 1); the file is named after it. */
  readonly name: string
  /** Other names accepted on call and not listed. */
  readonly aliases?: readonly string[]
  readonly title: string
  /** What the model reads: when to use, when not; the first sentence must be findable on its own. */
  readonly description: string
  readonly input: In
  readonly output: Out
  /**
   * `text`: prose, pages, pictures; only `render` reaches the client.
   * `structured`: lists of records; the output schema is advertised and `structuredContent` sent beside the text.
   */
  readonly response: 'text' | 'structured'
  readonly annotations: ToolAnnotations
  /** Deadline in milliseconds; a function when the input sets it. Default 120,000. */
  readonly timeoutMs?: number | ((input: z.output<In>) => number)
  readonly examples: readonly [ToolExample<In>, ...ToolExample<In>[]]
  readonly handler: (input: z.output<In>, ctx: ToolContext<Deps>) => Promise<z.input<Out>>
  readonly render: (output: z.output<Out>) => string | readonly ContentBlock[]
}

// oxlint-disable-next-line typescript/no-explicit-any -- a toolset holds tools of many schemas; only `any` is bivariant
export type AnyTool<Deps = any> = ToolDefinition<any, any, Deps>

/** One way in which a server's tools get their work done, as its operator sees it; never what callers asked of it. */
export interface EngineStatus {
  readonly name: string
  /** `untried` until its first use can tell; `resting` after a failure, until `until`; `off` where it is not set up. */
  readonly state: 'ready' | 'untried' | 'resting' | 'off'
  /** Why it rests or is off, as a few words without content, keys or addresses. */
  readonly reason?: string
  /** When a resting engine is asked again, milliseconds since the epoch. */
  readonly until?: number
  /** What it holds open now: sandboxes, for one. */
  readonly open?: number
}

/** Dependencies that know their engines' state. */
export interface HasStatus {
  readonly status: () => readonly EngineStatus[]
}

/**
 * What several gateways on one store know together: short texts, kept for a while. Never throws and never waits long;
 * what cannot be kept or read is as if it had never been known.
 */
export interface SharedMemory {
  readonly keep: (key: string, text: string, ttlMs: number) => Promise<void>
  readonly recall: (key: string) => Promise<string | undefined>
}

/** A server: its tools, its configuration, and how to open what the tools depend on. */
export interface Toolset<Config extends z.ZodObject, Deps> {
  /** Server name on the wire and in `--only`; kebab-case, e.g. `web-reader`. */
  readonly name: string
  readonly title: string
  readonly version: string
  /** Path names of the hosted server this one stands in for (CONTRACTS section 1); the first is canonical. */
  readonly paths: readonly [string, ...string[]]
  /** Shown to the model by clients that read them; keep under 600 characters. */
  readonly instructions: string
  readonly config: Config
  readonly tools: readonly AnyTool<Deps>[]
  /**
   * Opens dependencies once per process; what must be closed is added to `scope`. Heavy modules load later, on first use. `shared` is
   * there where several gateways may serve as one.
   */
  readonly open: (config: z.output<Config>, scope: AsyncDisposableStack, shared?: SharedMemory) => Promise<Deps>
  /** The engines in the order in which they are asked; reads memory only, so that asking costs and starts nothing. */
  readonly status?: (deps: Deps) => readonly EngineStatus[]
}

// oxlint-disable-next-line typescript/no-explicit-any -- the suite holds toolsets of many configurations
export type AnyToolset = Toolset<any, any>

/** Types a tool definition; the value is returned unchanged. */
export function defineTool<In extends z.ZodObject, Out extends z.ZodObject, Deps>(
  tool: ToolDefinition<In, Out, Deps>,
): ToolDefinition<In, Out, Deps> {
  return tool
}

/** Types a toolset; the value is returned unchanged. */
export function defineToolset<Config extends z.ZodObject, Deps>(toolset: Toolset<Config, Deps>): Toolset<Config, Deps> {
  return toolset
}

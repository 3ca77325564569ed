export const doors = ['stdio', 'http', 'sse'] as const
export type Door = (typeof doors)[number]

/** What a user knows of our servers when they set their client up. */
export interface Offer {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly httpUrl: string
  /** With the key as its query. */
  readonly sseUrl: string
  readonly key: string
}

/** A step of a client's set-up. Files stand below the home; those of JSON are laid over what is there already. */
export interface Setup {
  readonly files?: Readonly<Record<string, string | object>>
  readonly env?: Readonly<Record<string, string>>
  /** Arguments of its own command. */
  readonly run?: readonly string[]
}

interface Common {
  /** How it is named in the pins and by `sensorium add`. */
  readonly id: string
  /** The way that its own documentation shows, for each door that it knows. */
  readonly documented: Readonly<Partial<Record<Door, (offer: Offer) => Setup>>>
}

/** A client with a model in it. */
export interface Agent extends Common {
  /** The scripted model instead of an account; no updates, no telemetry. */
  readonly atHome: (modelUrl: string) => Setup
  /** How it lists its servers, and what it then says of one that is connected. */
  readonly list?: { readonly args: readonly string[]; readonly says: RegExp }
  /** One turn without questions to its user. */
  readonly ask: (prompt: string) => readonly string[]
}

/** A client without a model: its user names the tool. */
export interface CommandLine extends Common {
  readonly list: (offer: Offer, door: Door) => readonly string[]
  readonly call: (offer: Offer, door: Door, tool: string, input: object) => readonly string[]
}

export type RealClient = Agent | CommandLine

/** Variables as arguments, each behind `flag`. */
export function eachAs(flag: string, env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => [flag, `${name}=${value}`])
}

import type { FormatName, Values } from '../config-file/format.ts'
import type { Place } from '../place.ts'

export const scopes = ['user', 'project'] as const
export type Scope = (typeof scopes)[number]

/** How a client starts the servers itself. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** How a client reaches a gateway; the key stands in one of the two. */
export interface Remote {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** What is to be known of an MCP client to configure it. */
export interface Client {
  /** As it is named on the command line. */
  readonly id: string
  readonly title: string
  readonly format: FormatName
  /** The top-level key that holds the servers by name. */
  readonly table: string
  /** Where its configuration may stand: the first that exists is edited, the first of all is made. */
  readonly files: Readonly<Partial<Record<Scope, (place: Place) => readonly [string, ...string[]]>>>
  /** A server of standard input and output, as the client writes it. */
  readonly launch: (launch: Launch, name: string) => Values
  readonly remote: (remote: Remote, name: string) => Values
  /** Its command, if it has one; found on PATH it shows that the client is installed. */
  readonly program?: string
  /** Files or folders that are there when it has been used. */
  readonly traces: (place: Place) => readonly string[]
  /** Its own way to change the configuration of one scope, for clients that rewrite their file while they run. */
  readonly own?: OwnCommand
}

/** A client's own command, arguments after its program. */
export interface OwnCommand {
  readonly scope: Scope
  readonly add: (name: string, entry: Values) => readonly string[]
  readonly remove: (name: string) => readonly string[]
}

/** A map, or nothing where it would be empty. */
export function unlessEmpty<Key extends string>(key: Key, map: Readonly<Record<string, string>>): Values {
  return Object.keys(map).length === 0 ? {} : { [key]: map }
}

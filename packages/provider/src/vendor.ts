import type { ChatRequest } from './chat/request.ts'
import type { CodeTable } from './failure.ts'
import type { Headers } from './retry.ts'

/** A vendor as data: where it is, how a key is shown to it, what its codes mean, how it words a chat. */
export interface Vendor {
  /** Short name in errors and configuration, e.g. `zai`. */
  readonly name: string
  /** Name for people. */
  readonly title: string
  /** Endpoints' relative paths start here; those that start with `/` start at its host. Ends with `/`. */
  readonly baseUrl: string
  readonly headers: (key: string | undefined) => Headers
  /** What the vendor's codes mean; a few depend on the base in use. */
  readonly codes: (baseUrl: string) => CodeTable
  /** A chat request in the vendor's own words. */
  readonly chatBody: (request: ChatRequest, stream: boolean) => Readonly<Record<string, unknown>>
}

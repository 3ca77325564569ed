import type { z } from 'zod'
import { ProviderError } from './errors.ts'
import type { JsonEvent } from './events.ts'
import type { Headers } from './retry.ts'
import type { Vendor } from './vendor.ts'
import { issueOf } from './zod-issue.ts'

interface Call<Input> {
  /** Name in errors, e.g. `web_search`. */
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** Relative to the vendor's base, or from its host when it starts with `/`. */
  readonly path: string | ((input: Input) => string)
  /** Strict: checked before anything is sent. */
  readonly request: z.ZodType<Input, unknown>
  /** The body sent; the checked input itself unless given. */
  readonly body?: (input: Input, vendor: Vendor) => unknown
  readonly headers?: Headers
  /** False where a second call does harm; default true. */
  readonly repeatable?: boolean
}

/** One endpoint as data; knows no HTTP. */
export interface Endpoint<Input, Output> extends Call<Input> {
  /** Makes the output of a body that is JSON and no failure; throws ProviderErrors. */
  readonly read: (body: unknown, vendor: string) => Output | Promise<Output>
}

/** An endpoint that answers with server-sent events. */
export interface StreamEndpoint<Input, Item> extends Call<Input> {
  /** Makes items of events that hold no failure; throws when the stream ends before it is complete. */
  readonly decode: (events: AsyncIterable<JsonEvent>, vendor: string) => AsyncIterable<Item>
}

/** Reads an answer by a minimal, lenient schema: unknown fields are ignored, what is missing is a `malformed` error. */
export function shaped<Output>(
  name: string,
  schema: z.ZodType<Output, unknown>,
): (body: unknown, vendor: string) => Output {
  return (body, vendor) => {
    const result = schema.safeParse(body)
    if (result.success) return result.data
    throw new ProviderError('malformed', vendor, `${name}: the answer ${issueOf(result.error).words}`)
  }
}

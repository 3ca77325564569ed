import { ProviderError } from './errors.ts'

/** One server-sent event: its `event:` name where it has one, and its `data:` lines joined by line feeds. */
export interface ServerEvent {
  readonly event?: string
  readonly data: string
}

export interface EventLimits {
  readonly vendor: string
  /** Characters of one event. */
  readonly maxEventBytes: number
}

/**
 * Decodes server-sent events from bytes split anywhere, inside a UTF-8 sequence too; yields together what one piece
 * completes, since a turn of the loop for each event would cost more than decoding it. Comments and keep-alives yield
 * nothing. An event that the end of the stream leaves unfinished is not yielded: the caller tells a complete stream by
 * its last event. An event above `maxEventBytes` is an error.
 */
export async function* eventBatches(
  bytes: AsyncIterable<Uint8Array>,
  { vendor, maxEventBytes }: EventLimits,
): AsyncGenerator<readonly ServerEvent[], void, void> {
  const { createParser } = await import('eventsource-parser')
  let ready: ServerEvent[] = []
  let oversized = false
  const parser = createParser({
    maxBufferSize: maxEventBytes,
    onEvent: ({ event, data }) => {
      ready.push(event === undefined ? { data } : { event, data })
    },
    onError: ({ type }) => {
      oversized ||= type === 'max-buffer-size-exceeded'
    },
  })
  const decoder = new TextDecoder()
  for await (const chunk of bytes) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    const events = ready
    ready = []
    if (events.length > 0) yield events
    if (oversized) {
      const message = `a single event of the stream is larger than ${maxEventBytes} characters`
      throw new ProviderError('malformed', vendor, message, { code: 'too_large' })
    }
  }
}

/** Server-sent events one by one; see `eventBatches`. */
export async function* serverEvents(
  bytes: AsyncIterable<Uint8Array>,
  limits: EventLimits,
): AsyncGenerator<ServerEvent, void, void> {
  for await (const batch of eventBatches(bytes, limits)) yield* batch
}

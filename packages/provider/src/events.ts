import { type OpenAnswer, readJson } from './answer.ts'
import { ProviderError } from './errors.ts'
import { eventBatches } from './sse.ts'

/** A server-sent event with its data as JSON. */
export interface JsonEvent {
  readonly event?: string
  readonly data: unknown
}

/**
 * The events of a streamed answer, up to the end of the body or to `[DONE]`, which is the last one's name. An event that
 * holds a failure, in whatever shape (CONTRACTS 2), is thrown. A server that ignored the wish to stream yields its whole
 * answer as one event.
 */
export async function* jsonEvents(vendor: string, answer: OpenAnswer): AsyncGenerator<JsonEvent, void, void> {
  // Anything else is read as a stream: some servers and proxies label theirs text/plain or not at all.
  if (/json|html|xml/i.test(answer.headers['content-type'] ?? '')) {
    yield { data: await readJson(vendor, answer) }
    return
  }
  const { maxEventBytes } = answer.limits
  for await (const batch of eventBatches(answer.bytes(), { vendor, maxEventBytes })) {
    for (const { event, data } of batch) {
      if (data === '[DONE]') {
        yield { event: data, data: null }
        return
      }
      const value = parse(vendor, data)
      const failure = answer.judge(event === 'error' ? { error: value } : value)
      if (failure !== undefined) throw failure
      yield event === undefined ? { data: value } : { event, data: value }
    }
  }
}

/** The error of a stream that ended before it said that it was complete: never a silently short answer. */
export function streamCut(vendor: string): ProviderError {
  return new ProviderError('network', vendor, 'the stream was cut before the answer was complete', {
    code: 'stream_cut',
  })
}

function parse(vendor: string, data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    // Without the cause: its message quotes what the peer sent.
    throw new ProviderError('malformed', vendor, 'an event of the stream is not JSON')
  }
}

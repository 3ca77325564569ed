import type { ServerResponse } from 'node:http'
import { SERVER_INFO_META_KEY } from '@modelcontextprotocol/server'
import type { CallResult } from '../../call/call-tool.ts'
import type { Identity, ServerFace, Service } from '../../server/service.ts'
import type { PlainCall } from './plain-call.ts'
import { sendJson } from './reply.ts'

/** Silence after which the answer becomes a stream, so that clients and proxies see that somebody is there. */
const silenceMs = 10_000

/**
 * Answers a plain call without building a protocol server for it, which costs several times the call itself
 * (test/bench/gateway): JSON, or a stream from the first progress or the first long silence on.
 */
export async function answerDirectly(
  service: Service,
  call: PlainCall,
  identity: Identity,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const stream = createLazyStream(response)
  const beat = setInterval(stream.comment, silenceMs)
  const { id, name, args, progressToken, clientName } = call
  try {
    const result = await service.call({
      name,
      args,
      identity,
      clientName,
      signal,
      sendProgress:
        progressToken === undefined
          ? undefined
          : (update) =>
              stream.send({
                jsonrpc: '2.0',
                method: 'notifications/progress',
                params: { ...update, progressToken },
              }),
    })
    if (signal.aborted) response.destroy()
    else stream.end({ jsonrpc: '2.0', id, result: call.modern ? withEnvelope(result, service.face) : result })
  } finally {
    clearInterval(beat)
  }
}

/** 2026-07-28 marks a result as complete and names the server in it (basic: results). */
function withEnvelope(result: CallResult, { name, title, version }: ServerFace): object {
  return { ...result, resultType: 'complete', _meta: { [SERVER_INFO_META_KEY]: { name, title, version } } }
}

/** A response that stays plain JSON unless something has to be said before its end. */
function createLazyStream(response: ServerResponse) {
  const open = () => {
    if (response.headersSent) return
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
  }
  const write = (text: string) => {
    if (response.destroyed) return
    open()
    response.write(text)
  }
  const event = (message: object) => `event: message\ndata: ${JSON.stringify(message)}\n\n`
  return {
    send: (message: object) => write(event(message)),
    comment: () => write(': keep-alive\n\n'),
    end: (message: object) => {
      if (!response.headersSent) return sendJson(response, 200, message)
      response.end(event(message))
    },
  }
}

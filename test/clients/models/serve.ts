import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { anthropic } from './anthropic.ts'
import type { Answer, Asked, Dialect, ServerEvent } from './dialect.ts'
import { gemini } from './gemini.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'

const dialects: readonly Dialect[] = [anthropic, openaiChat, openaiResponses, gemini]

/** A model that answers by a script, at the four APIs that agents speak. */
export interface ModelServer extends AsyncDisposable {
  readonly url: string
  /** What its script made of every request, oldest first: for the one who looks why a turn went wrong. */
  readonly log: readonly string[]
}

/** Serves `answer` as a model on a free loopback port. A request that an API would refuse gets its 400. */
export async function serveModel(answer: (asked: Asked) => Answer): Promise<ModelServer> {
  const log: string[] = []
  let turn = 0
  const server = createServer((request, response) => {
    turn += 1
    reply(request, answer, turn).then(
      ({ note, ...ready }) => {
        log.push(`${request.method} ${request.url} ${note}`)
        send(response, ready)
      },
      (error: unknown) => {
        log.push(`${request.method} ${request.url} refused: ${String(error)}`)
        send(response, {
          status: 400,
          type: 'application/json',
          body: JSON.stringify({ error: { message: String(error) } }),
        })
      },
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface Ready {
  readonly status: number
  readonly type: string
  readonly body: string
}

async function reply(
  request: IncomingMessage,
  answer: (asked: Asked) => Answer,
  turn: number,
): Promise<Ready & { note: string }> {
  const path = request.url ?? '/'
  const dialect = dialects.find((each) => each.path.test(path))
  if (request.method !== 'POST' || dialect === undefined)
    return { status: 404, type: 'application/json', body: '{"error":{"message":"not found"}}', note: 'not found' }
  const asked = dialect.read(await json(request), path)
  const next = answer(asked)
  const note = `${asked.tools.length} tools, ${asked.results.length} results → ${JSON.stringify(next)}`
  if (!asked.stream)
    return { status: 200, type: 'application/json', body: JSON.stringify(dialect.whole(next, turn)), note }
  return { status: 200, type: 'text/event-stream', body: dialect.events(next, turn).map(asText).join(''), note }
}

function asText({ event, data }: ServerEvent): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${data === '[DONE]' ? data : JSON.stringify(data)}\n\n`
}

function send(response: ServerResponse, { status, type, body }: Ready): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}

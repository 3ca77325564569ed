import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The server of the benchmark, in a process of its own: canned answers, so that only the clients are measured. */
const message = { role: 'assistant', content: 'A short answer, as most of them are.' }
const answer = JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, message, finish_reason: 'stop' }] })

const chunk = (delta: object, finish_reason: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
const chunks = Number(process.argv[2])
const packet = chunk({ content: 'token ' }).repeat(20)

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    if (!Buffer.concat(parts).includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'application/json' })
      return response.end(answer)
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    let sent = 0
    const more = (): void => {
      while (sent < chunks) {
        sent += 20
        if (!response.write(packet)) return void response.once('drain', more)
      }
      response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`)
    }
    more()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))

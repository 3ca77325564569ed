import { createServer, request as forward } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface ProxyServer extends AsyncDisposable {
  readonly url: string
  /** Targets of the requests and tunnels that went through. */
  readonly seen: readonly string[]
}

/** A forwarding proxy on loopback; `refuse` answers every request and CONNECT with a status, or with nothing. */
export async function startProxy({
  refuse,
}: {
  readonly refuse?: number | 'silence' | 'hang-up'
} = {}): Promise<ProxyServer> {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    if (refuse === 'silence') return
    if (refuse === 'hang-up') return void request.socket.destroy()
    if (refuse !== undefined) return void response.writeHead(refuse).end()
    const onward = forward(request.url ?? '', { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  server.on('connect', (request, socket) => {
    seen.push(request.url ?? '')
    if (refuse === 'silence') return
    if (refuse === 'hang-up') return void socket.destroy()
    if (refuse !== undefined) return void socket.end(`HTTP/1.1 ${refuse} Refused\r\n\r\n`)
    const [host = '', port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    sockets.add(onward)
    onward.on('error', () => socket.destroy()).on('close', () => sockets.delete(onward))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

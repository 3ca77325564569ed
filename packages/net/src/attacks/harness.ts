import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Address, asAddress, type Network } from '../network.ts'

/** Writes whatever it likes to a client that sent `request`; `signal` aborts when the test is over. */
export type Respond = (socket: Socket, request: string, signal: AbortSignal) => unknown

export interface HostileServer extends AsyncDisposable {
  readonly port: number
  /** Requests received, headers and all. */
  readonly requests: readonly string[]
  /** Resolves once no client is connected any more. */
  readonly abandoned: () => Promise<void>
}

/** A TCP server on loopback that answers each request's head with whatever `respond` does. */
export async function hostileServer(respond: Respond): Promise<HostileServer> {
  const over = new AbortController()
  const sockets = new Set<Socket>()
  const requests: string[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    let head = ''
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      requests.push(head)
      const request = head
      head = ''
      void respond(socket, request, over.signal)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    abandoned: async () => {
      await Promise.all(Array.from(sockets, (socket) => new Promise((resolve) => socket.once('close', resolve))))
    },
    [Symbol.asyncDispose]: async () => {
      over.abort()
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

export interface FakeNetwork extends Network {
  /** Every address that was connected to, as `address:port`. */
  readonly dialled: readonly string[]
}

/** What a name resolves to, look-up by look-up; the last answer repeats. */
export type Answers = readonly (readonly string[])[]

/** A network in which names resolve as told and every connection, whatever its address, ends at one loopback port. */
export function fakeNetwork(port: number, names: Readonly<Record<string, Answers>>): FakeNetwork {
  const dialled: string[] = []
  const asked = new Map<string, number>()
  return {
    dialled,
    own: () => ['198.41.0.4', '2001:503:ba3e::2:30'],
    lookup: async (hostname): Promise<readonly Address[]> => {
      const answers = names[hostname]
      if (answers === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
      const turn = asked.get(hostname) ?? 0
      asked.set(hostname, turn + 1)
      return (answers[Math.min(turn, answers.length - 1)] ?? []).map(asAddress)
    },
    connect: (addresses, target) => {
      dialled.push(...addresses.map(({ address }) => `${address}:${target}`))
      return connect(port, '127.0.0.1')
    },
  }
}

/** Ends at once with a response of this status, header lines and body. */
export function answer(
  socket: Socket,
  status: number,
  headers: readonly string[] = [],
  body: string | Buffer = '',
): void {
  const length = `content-length: ${Buffer.byteLength(body)}`
  socket.write(`HTTP/1.1 ${status} Status\r\n${[length, ...headers].join('\r\n')}\r\n\r\n`)
  socket.write(body)
}

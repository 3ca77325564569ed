import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** One step of an answer: text or bytes to send, milliseconds to wait, or how the connection ends. */
export type Step = string | Uint8Array | number | typeof reset | typeof close | typeof stall

/** Resets the connection (RST). */
export const reset = { end: 'reset' } as const
/** Ends the connection properly (FIN). */
export const close = { end: 'close' } as const
/** Says nothing more and keeps the connection. */
export const stall = { end: 'stall' } as const

export interface FaultServer extends AsyncDisposable {
  readonly port: number
  /** Heads and bodies of the requests, as they came. */
  readonly requests: readonly string[]
  /** Connections that are open now. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

export interface FaultServerOptions {
  /** What happens to each request in turn; the last list is for all that follow. */
  readonly answers: readonly (readonly Step[])[]
  /** What happens as soon as a connection is made, instead of reading requests. */
  readonly accept?: readonly Step[]
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
}

/** A server made of bytes: it speaks HTTP/1.1 only as well as its script does. */
export async function startFaultServer({ answers, accept, tls }: FaultServerOptions): Promise<FaultServer> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let served = 0

  const connected = (socket: Socket): void => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    if (accept !== undefined) {
      socket.resume()
      void perform(socket, accept)
      return
    }
    let buffered = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      buffered = Buffer.concat([buffered, chunk])
      const request = wholeRequest(buffered)
      if (request === undefined) return
      buffered = buffered.subarray(request.length)
      requests.push(request.toString())
      const steps = answers[Math.min(served, answers.length - 1)] ?? []
      served += 1
      void perform(socket, steps)
    })
  }
  const server = tls === undefined ? createTcpServer(connected) : createTlsServer(tls, connected)
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => sockets.size,
    close: stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function perform(socket: Socket, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (socket.destroyed) return
    if (typeof step === 'number') await new Promise((resolve) => setTimeout(resolve, step))
    else if (typeof step === 'string' || step instanceof Uint8Array) await send(socket, step)
    else if (step.end === 'reset') socket.resetAndDestroy()
    else if (step.end === 'close') socket.end()
    else return
  }
}

/** Waits until the bytes are on their way, so that what follows is another packet. */
function send(socket: Socket, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => socket.write(data, () => setImmediate(resolve)))
}

/** The first whole request of a buffer: its head and as many bytes as its content-length says. */
function wholeRequest(buffer: Buffer): Buffer | undefined {
  const end = buffer.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const length = Number(/content-length: *(\d+)/i.exec(buffer.toString('latin1', 0, end))?.[1] ?? 0)
  return buffer.length < end + 4 + length ? undefined : buffer.subarray(0, end + 4 + length)
}

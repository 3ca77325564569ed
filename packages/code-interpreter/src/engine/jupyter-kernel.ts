import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Unavailable } from './backend.ts'

export interface JupyterServer {
  readonly url: string
  readonly token: string | undefined
}

/** A message of a kernel, the part we read (Jupyter messaging protocol 5.3). */
const message = z.object({
  header: z.object({ msg_type: z.string() }),
  parent_header: z.object({ msg_id: z.string().optional() }),
  content: z.record(z.string(), z.unknown()),
})
export type KernelMessage = z.output<typeof message>

export interface Execution {
  readonly code: string
  /** Runs unseen and uncounted; its outputs are not sent. */
  readonly silent: boolean
  /** Python expressions whose values come back with the reply. */
  readonly expressions: Readonly<Record<string, string>>
  readonly onMessage: (message: KernelMessage) => void
}

/** A kernel on a Jupyter server: REST starts and ends it, one WebSocket carries its messages. */
export interface Kernel {
  /** Settles with the content of `execute_reply` once the kernel is idle again; rejects when it is lost. */
  readonly execute: (execution: Execution) => Promise<KernelMessage['content']>
  readonly interrupt: () => Promise<void>
  readonly shutdown: () => Promise<void>
  /** Settles when the kernel is gone or will be restarted by its server. */
  readonly lost: Promise<void>
  readonly alive: () => boolean
}

const REST_MS = 30_000
const DELETE_ATTEMPTS = 5
const DELETE_PAUSE_MS = 1_000

/** Folders of URL paths joined onto the server's base, which may itself have a path. */
const at = (base: URL, path: string) => new URL(`${base.pathname.replace(/\/$/, '')}/${path}`, base.origin)

/**
 * Starts a kernel and connects to it.
 *
 * @throws Unavailable when the server cannot be reached or refuses.
 */
export async function startKernel(server: JupyterServer): Promise<Kernel> {
  const base = new URL(server.url)
  const token = server.token ?? base.searchParams.get('token')
  const headers = token ? { authorization: `token ${token}` } : undefined

  const rest = async (method: 'POST' | 'DELETE', path: string): Promise<unknown> => {
    const signal = AbortSignal.timeout(REST_MS)
    const body = method === 'POST' ? { body: '{}' } : {}
    const init = {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      signal,
      redirect: 'error' as const,
    }
    const response = await fetch(at(base, path), { ...init, ...body }).catch((cause: unknown) => {
      throw new Unavailable(`the Jupyter server at ${base.host} cannot be reached`, { cause })
    })
    if (response.ok) return response.status === 204 ? undefined : response.json()
    await response.body?.cancel()
    const why = response.status === 401 || response.status === 403 ? '; check jupyterToken' : ''
    throw new Unavailable(`the Jupyter server at ${base.host} answered ${response.status}${why}`)
  }

  const { id } = z.object({ id: z.string() }).parse(await rest('POST', 'api/kernels'))
  const path = `api/kernels/${encodeURIComponent(id)}`
  /** A kernel that its server is just restarting cannot be deleted yet. */
  const end = async () => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await rest('DELETE', path)
        return
      } catch (error) {
        if (attempt === DELETE_ATTEMPTS || String(error).includes(' 404')) throw error
        await sleep(DELETE_PAUSE_MS)
      }
    }
  }
  try {
    const channels = at(base, `${path}/channels`)
    channels.protocol = base.protocol.replace('http', 'ws')
    const { disconnect, ...connection } = await connect(channels, headers)
    return {
      ...connection,
      interrupt: async () => void (await rest('POST', `${path}/interrupt`)),
      shutdown: () => end().finally(disconnect),
    }
  } catch (error) {
    await end().catch(() => {})
    throw error
  }
}

async function connect(channels: URL, headers: Record<string, string> | undefined) {
  const { WebSocket } = await import('undici')
  const socket = new WebSocket(channels, headers ? { headers } : {})
  const session = randomUUID()
  const listeners = new Map<string, (message: KernelMessage) => void>()
  const gone = Promise.withResolvers<void>()
  let alive = true
  const lose = () => {
    alive = false
    gone.resolve()
  }
  socket.addEventListener('close', lose)
  socket.addEventListener('message', ({ data }) => {
    const parsed = message.safeParse(typeof data === 'string' ? JSON.parse(data) : undefined)
    if (!parsed.success) return
    const { header, content, parent_header } = parsed.data
    const state = header.msg_type === 'status' ? content['execution_state'] : undefined
    if (state === 'restarting' || state === 'autorestarting' || state === 'dead') lose()
    listeners.get(parent_header.msg_id ?? '')?.(parsed.data)
  })
  const opened = Promise.withResolvers<void>()
  socket.addEventListener('open', () => opened.resolve())
  socket.addEventListener('error', () => {
    lose()
    opened.reject(new Unavailable('the Jupyter server refused the connection to its kernel'))
  })
  const timer = setTimeout(() => opened.reject(new Unavailable('the Jupyter kernel did not answer')), REST_MS)
  await opened.promise.finally(() => clearTimeout(timer))

  const execute = ({ code, silent, expressions, onMessage }: Execution): Promise<KernelMessage['content']> => {
    const id = randomUUID()
    const { promise, resolve, reject } = Promise.withResolvers<KernelMessage['content']>()
    let reply: KernelMessage['content'] | undefined
    let idle = false
    listeners.set(id, (heard) => {
      if (heard.header.msg_type === 'execute_reply') reply = heard.content
      else if (heard.header.msg_type === 'status') idle ||= heard.content['execution_state'] === 'idle'
      else onMessage(heard)
      if (reply && idle) resolve(reply)
    })
    void gone.promise.then(() => reject(new Unavailable('the Jupyter kernel was lost')))
    const header = { msg_id: id, msg_type: 'execute_request', session, username: '', version: '5.3' }
    const content = { code, silent, store_history: !silent, user_expressions: expressions, allow_stdin: false }
    const date = new Date().toISOString()
    const request = {
      header: { ...header, date },
      parent_header: {},
      metadata: {},
      content,
      channel: 'shell',
      buffers: [],
    }
    socket.send(JSON.stringify(request))
    return promise.finally(() => listeners.delete(id))
  }
  return { execute, lost: gone.promise, alive: () => alive, disconnect: () => socket.close() }
}

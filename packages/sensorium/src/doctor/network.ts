import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { httpSettings, readConfig } from '@sensorium/kit'
import { type Check, type CheckContext, type CheckGroup, type Finding, ok } from './check.ts'

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY'] as const

export const network: CheckGroup = {
  title: 'Network',
  checks: async () => [port, ...proxyVariables.map(proxy), noProxy],
}

const port: Check = {
  name: 'Port',
  run: async ({ place, signal }) => {
    const read = readConfig(httpSettings.pick({ port: true }), { flags: new Map(), env: place.env })
    if (!read.ok) return { state: 'broken', detail: read.faults.join('; '), fix: 'unset SENSORIUM_PORT' }
    const number = read.value.port
    if (number === 0 || (await isFree(number))) return ok(`${number} is free`)
    if (await answersAsGateway(number, signal)) return ok(`a gateway answers at ${number}`)
    return {
      state: 'warn',
      detail: `${number} is taken by another program`,
      fix: `sensorium serve --port ${number === 65_535 ? number - 1 : number + 1}`,
    }
  },
}

async function isFree(number: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(number, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

async function answersAsGateway(number: number, signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${number}/healthz`, { signal, redirect: 'error' })).ok
  } catch {
    return false
  }
}

function proxy(name: (typeof proxyVariables)[number]): Check {
  return {
    name,
    run: async (context) => {
      const value = context.place.env[name] ?? context.place.env[name.toLowerCase()] ?? ''
      if (value === '') return ok('none is set')
      const url = URL.canParse(value) ? new URL(value) : undefined
      if (url === undefined || !['http:', 'https:'].includes(url.protocol))
        return { state: 'broken', detail: 'it is no http or https address', fix: `export ${name}=http://HOST:PORT` }
      return reach(url, name, context)
    },
  }
}

async function reach(url: URL, name: string, { signal }: CheckContext): Promise<Finding> {
  const number = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: number, signal })
  try {
    await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(3_000)]) })
    return ok(`${url.host} answers`)
  } catch {
    return { state: 'broken', detail: `nothing answers at ${url.host}`, fix: `unset ${name} ${name.toLowerCase()}` }
  } finally {
    socket.destroy()
  }
}

/** With a proxy and without this, clients send their calls for 127.0.0.1 to the proxy. */
const noProxy: Check = {
  name: 'NO_PROXY',
  run: async ({ place: { env } }) => {
    const proxied = proxyVariables.some((name) => env[name] || env[name.toLowerCase()])
    const spared = env['NO_PROXY'] ?? env['no_proxy'] ?? ''
    if (!proxied || /(?:^|[,\s])(?:\*|127\.0\.0\.1|127\.0\.0\.0\/8)(?:$|[,\s])/.test(spared))
      return ok(spared || 'not needed')
    return {
      state: 'warn',
      detail: 'the proxy would also get calls for a gateway on this machine',
      fix: 'export NO_PROXY=localhost,127.0.0.1,::1',
    }
  },
}

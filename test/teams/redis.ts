import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'

/** Empty where Redis is installed, otherwise what to add to a test's name. */
export const redisMissing =
  spawnSync('redis-server', ['--version']).status === 0 ? '' : ' (needs the Debian package redis-server)'

export interface RedisProcess extends AsyncDisposable {
  readonly url: string
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

/** A Redis server of the test's own, on a free port, without persistence. */
export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort()
  let child: ReturnType<typeof launch> | undefined
  const start = async () => {
    child = launch(port)
    for (let tries = 0; tries < 100; tries += 1) {
      if (
        spawnSync('redis-cli', ['-p', String(port), 'ping'])
          .stdout.toString()
          .includes('PONG')
      )
        return
      await sleep(100)
    }
    throw new Error('redis-server did not start')
  }
  const stop = async () => {
    child?.kill('SIGKILL')
    await child
  }
  await start()
  return { url: `redis://127.0.0.1:${port}`, start, stop, [Symbol.asyncDispose]: stop }
}

function launch(port: number) {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  return execa('redis-server', args, { reject: false, stdio: 'ignore' })
}

/** A port of loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

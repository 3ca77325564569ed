import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const bin = fileURLToPath(new URL('../fixture/bin.ts', import.meta.url))

/** How a test starts the fixture server from outside, with nothing of its own environment but PATH. */
export const launch = {
  command: process.execPath,
  args: ['--conditions=@sensorium/source', '--disable-warning=ExperimentalWarning', bin],
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => void
  readonly exitCode: Promise<number | undefined>
  /** Everything on stderr until now. */
  readonly log: () => string
}

/** Starts the fixture server over HTTP on a free port and waits until it listens. */
export async function startHttp(
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const child = execa(launch.command, [...launch.args, '--http', '--port', '0', ...flags], {
    env: { PATH: process.env['PATH'], ...env },
    extendEnv: false,
    reject: false,
  })
  let log = ''
  const url = await new Promise<string>((resolve, fail) => {
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      const match = /listening at (http:\/\/[^/\s]+)\/mcp/.exec(log)
      if (match?.[1] !== undefined) resolve(match[1])
    })
    void child.then(() => fail(new Error(`the server ended: ${log}`)))
  })
  return {
    url,
    kill: (signal) => void child.kill(signal),
    exitCode: child.then((result) => result.exitCode),
    log: () => log,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await child
    },
  }
}

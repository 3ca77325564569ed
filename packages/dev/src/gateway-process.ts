import { execa } from 'execa'
import { sensoriumBin } from './workspace.ts'

/** A gateway that runs as a process of its own, as users run it. */
export interface GatewayProcess {
  readonly url: string
  /** What it said while starting: where it listens and how to connect. */
  readonly greeting: string
  readonly stop: () => Promise<void>
  /** Ends with the process; its exit code. */
  readonly ended: Promise<number>
}

/**
 * Starts `sensorium serve` and waits until it has said how to connect.
 *
 * @throws Error with everything it said, when it ends before
 */
export async function startGateway(flags: readonly string[], env: NodeJS.ProcessEnv): Promise<GatewayProcess> {
  const child = execa(process.execPath, [sensoriumBin, 'serve', ...flags], {
    env,
    reject: false,
    stdin: 'ignore',
    stdout: 'inherit',
    buffer: false,
  })
  let greeting = ''
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>()
  child.stderr.on('data', (chunk: Buffer) => {
    // After the greeting come log lines, which belong to the user.
    if (greeting.includes('"event":"listening"')) process.stderr.write(chunk)
    else greeting += chunk.toString()
    const url = /listening at (http:\/\/[^/\s]+)\/mcp/.exec(greeting)?.[1]
    if (url !== undefined && greeting.includes('"event":"listening"')) resolve(url)
  })
  const ended = child.then(({ exitCode }) => {
    reject(new Error(greeting.trim()))
    return exitCode ?? 1
  })
  return {
    url: await ready,
    greeting: greeting.replace(/^\{"time".*\n?/gm, '').trim(),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
    ended,
  }
}

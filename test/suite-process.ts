import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

/** The built command line of the suite. */
export const sensoriumBin = fileURLToPath(new URL('../packages/sensorium/dist/bin.js', import.meta.url))

export interface RunningSuite extends AsyncDisposable {
  /** Without a path. */
  readonly url: string
}

/** Starts the built suite on a free loopback port, with nothing of this process's environment but PATH. */
export async function serveSuite(
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningSuite> {
  const child = execa(process.execPath, [sensoriumBin, 'serve', '--port', '0', ...flags], {
    env: { PATH: process.env['PATH'], ...env },
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    stdout: 'ignore',
  })
  const stop = async () => {
    child.kill('SIGKILL')
    await child
  }
  let said = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const late = setTimeout(() => reject(new Error(`the suite does not listen: ${said}`)), 60_000)
  void child.then(() => reject(new Error(`the suite ended: ${said}`)))
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 65_536) said += chunk.toString()
    const url = /listening at (http:\/\/[^/\s]+)\/mcp/.exec(said)?.[1]
    if (url !== undefined) resolve(url)
  })
  try {
    return { url: await promise, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    clearTimeout(late)
  }
}

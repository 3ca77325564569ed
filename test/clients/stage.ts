import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import type { PlannedCall } from './tool-turn.ts'

export const sensoriumBin = fileURLToPath(new URL('../../packages/sensorium/dist/bin.js', import.meta.url))

/** What a client's model asks of us: a page, a folder of code and a picture, all on this machine. */
export interface Stage extends AsyncDisposable {
  readonly folder: string
  readonly gateway: string
  readonly key: string
  /** Settings with which our servers may read what is here. */
  readonly settings: Readonly<Record<string, string>>
  /** One call for each kind of result: text, structured data, text with an image. */
  readonly calls: readonly PlannedCall[]
  /** What stands in the results of these calls, in order. */
  readonly facts: readonly string[]
}

const key = 'stage-key-0123456789abcdef'
const facts = ['the keeper counted 4711 gulls', 'count_gulls', 'picture.png']
const page = `<!doctype html><title>The lighthouse</title><main><h1>The lighthouse</h1>
<p>On the last evening of autumn ${facts[0]}, wrote the number down and went to bed early.</p></main>`
const code = `def ${facts[1]}(flock):\n    """How many gulls the keeper of the lighthouse counts."""\n    return len(flock)\n`

/** Sets the stage in a folder of its own and opens the gateway on it. */
export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'stage-'))
  const repository = join(folder, 'lighthouse')
  await mkdir(repository)
  await writeFile(join(repository, 'gulls.py'), code)
  const git = { cwd: repository, env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } }
  await execa('git', ['init', '--quiet'], git)
  await execa('git', ['add', '.'], git)
  await execa(
    'git',
    ['-c', 'user.name=T', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'Count gulls'],
    git,
  )
  const picture = join(folder, 'picture.png')
  await copyFile(join(import.meta.dirname, 'picture.png'), picture)

  const site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
  const settings = {
    SENSORIUM_ALLOW_PRIVATE_HOSTS: host,
    SENSORIUM_REPO_ROOTS: folder,
    SENSORIUM_VISION_ROOTS: folder,
  }
  const gateway = await openGateway({ ...settings, SENSORIUM_KEYS: key, HOME: folder, PATH: process.env['PATH'] ?? '' })
  return {
    folder,
    gateway: gateway.url,
    key,
    settings,
    calls: [
      { tool: 'webReader', input: { url: `http://${host}/lighthouse` }, words: 'read web page' },
      {
        tool: 'search_doc',
        input: { repo_name: repository, query: 'how are gulls counted' },
        words: 'search repository',
      },
      {
        tool: 'image_analysis',
        input: { image_source: picture, prompt: 'What is to be seen?' },
        words: 'look at picture',
      },
    ],
    facts,
    [Symbol.asyncDispose]: async () => {
      await gateway.close()
      site.close()
      site.closeAllConnections()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openGateway(env: Record<string, string>): Promise<{ url: string; close: () => Promise<void> }> {
  const child = execa(process.execPath, [sensoriumBin, 'serve', '--port', '0'], {
    env,
    cwd: dirname(sensoriumBin),
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    stdout: 'ignore',
  })
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += said.length < 65_536 ? chunk.toString() : ''
      const found = /listening at (http:\/\/[^/\s]+)\/mcp/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    void child.then(() => reject(new Error(`the gateway ended: ${said}`)))
  })
  return {
    url,
    close: async () => {
      child.kill('SIGTERM')
      await child
    },
  }
}

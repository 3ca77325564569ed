import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { serveSuite } from '../suite-process.ts'
import type { PlannedCall } from './tool-turn.ts'

/** What a client's model asks of us: a page, a folder of code and a picture, all on this machine. */
export interface Stage extends AsyncDisposable {
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
  await using scope = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'stage-'))
  scope.defer(() => rm(folder, { recursive: true, force: true }))
  const repository = await makeRepository(join(folder, 'lighthouse'))
  const picture = join(folder, 'picture.png')
  await copyFile(join(import.meta.dirname, 'picture.png'), picture)
  const host = await servePage(scope)
  const settings = {
    SENSORIUM_ALLOW_PRIVATE_HOSTS: host,
    SENSORIUM_REPO_ROOTS: folder,
    SENSORIUM_VISION_ROOTS: folder,
  }
  const gateway = scope.use(await serveSuite([], { ...settings, SENSORIUM_KEYS: key, HOME: folder }))
  const kept = scope.move()
  const read = { url: `http://${host}/lighthouse` }
  const search = { repo_name: repository, query: 'how are gulls counted' }
  const look = { image_source: picture, prompt: 'What is to be seen?' }
  return {
    gateway: gateway.url,
    key,
    settings,
    calls: [
      { tool: 'webReader', input: read, words: 'read web page' },
      { tool: 'search_doc', input: search, words: 'search repository' },
      { tool: 'image_analysis', input: look, words: 'look at picture' },
    ],
    facts,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function makeRepository(folder: string): Promise<string> {
  await mkdir(folder)
  await writeFile(join(folder, 'gulls.py'), code)
  const someone = { GIT_AUTHOR_NAME: 'T', GIT_AUTHOR_EMAIL: 't@example.com' }
  const committer = { GIT_COMMITTER_NAME: 'T', GIT_COMMITTER_EMAIL: 't@example.com' }
  const nobodysSettings = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  const git = { cwd: folder, env: { ...someone, ...committer, ...nobodysSettings } }
  await execa('git', ['init', '--quiet'], git)
  await execa('git', ['add', '.'], git)
  await execa('git', ['commit', '--quiet', '-m', 'Count gulls'], git)
  return folder
}

/** Serves the page until the scope ends; returns its host and port. */
async function servePage(scope: AsyncDisposableStack): Promise<string> {
  const site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  scope.defer(() => {
    site.closeAllConnections()
    site.close()
  })
  return `127.0.0.1:${(site.address() as AddressInfo).port}`
}

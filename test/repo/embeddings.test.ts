import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type GitServer, startGitServer } from './git-server.ts'
import { makeRepository } from './make-repo.ts'
import { searched, startReader } from './session.ts'

const question = 'halting cars'
const key = 'sk-embeddings-0123456789'
const request = z.strictObject({
  model: z.literal('small'),
  input: z.array(z.string().min(1).max(1_500)).min(1).max(32),
  encoding_format: z.literal('float'),
})

let root: string
let git: GitServer
let mode: 'honest' | 'failing' | 'lying' | 'uneven' | 'silent' | 'indifferent' = 'honest'
let asked: string[][] = []

/** Answers as `POST /embeddings` does: brakes are near to every question, the decoy is far. */
const service = createServer((message, response) => void answer(message, response))

async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
  if (mode === 'silent') return
  const body = request.safeParse(JSON.parse((await text(message)) || '{}'))
  const isRight = message.method === 'POST' && message.url === '/v1/embeddings'
  const isKnown = message.headers.authorization === `Bearer ${key}`
  if (mode === 'failing' || !isRight || !isKnown || !body.success) {
    response.writeHead(500).end(JSON.stringify({ error: { message: `no service for ${key}` } }))
    return
  }
  asked.push(body.data.input)
  const vector = (input: string, index: number) => {
    if (mode === 'indifferent') return [1, 0]
    if (mode === 'uneven' && index === 1) return [1, 0, 0]
    return input === question || input.includes('brake') ? [1, 0] : input.includes('decoy') ? [-1, 0] : [0, 1]
  }
  const data = body.data.input.map((input, index) => ({ object: 'embedding', index, embedding: vector(input, index) }))
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ object: 'list', data: mode === 'lying' ? data.slice(1) : data, model: 'small' }))
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'repo-embeddings-'))
  makeRepository(root, 'acme/car', [
    {
      message: 'One',
      files: {
        'a.ts': '// decoy: halting halting halting cars cars\n',
        'b.ts': '// brake: halting cars, with some more words\n',
        ...Object.fromEntries(
          ['c', 'd', 'e', 'f'].map((name) => [`${name}.ts`, `// ${name}: cars alone and many other words of no use\n`]),
        ),
      },
    },
  ])
  git = await startGitServer(root)
  await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready))
})
beforeEach(() => {
  mode = 'honest'
  asked = []
})
afterAll(async () => {
  await git[Symbol.asyncDispose]()
  service.closeAllConnections()
  service.close()
  rmSync(root, { recursive: true, force: true })
})

async function find(more: Record<string, string>, name = 'car'): Promise<string> {
  await using reader = await startReader({
    SENSORIUM_REPO_ALLOW_HOSTS: git.host,
    SENSORIUM_REPO_CACHE_DIR: join(root, 'cache'),
    ...more,
  })
  return await searched(reader, { repo_name: `http://${git.host}/acme/${name}.git`, query: question, limit: 50 })
}
/** Asks again when a busy machine let the service's two seconds pass. */
async function findRanked(name?: string): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    asked = []
    const answer = await find(embeddings(), name)
    if (attempt === 4 || !answer.includes('Not ranked by meaning')) return answer
  }
}
const embeddings = () => ({
  SENSORIUM_REPO_EMBEDDINGS_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}/v1/`,
  SENSORIUM_REPO_EMBEDDINGS_MODEL: 'small',
  SENSORIUM_REPO_EMBEDDINGS_KEY: key,
})

describe('embeddings', () => {
  it('are not asked for unless a service is named', async () => {
    expect(await find({})).toContain('1. a.ts')
    expect(asked).toEqual([])
  })
  it('bring up what is near in meaning, in one request', async () => {
    const answer = await findRanked()
    expect(answer).toContain('1. b.ts')
    expect(answer).not.toContain('Not ranked by meaning')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.[0]).toBe(question)
  })
  it('are asked for in requests that every service takes', async () => {
    const files = Array.from({ length: 60 }, (_, at) => [`part${at}.ts`, `// halting cars, number ${at}\n`])
    makeRepository(root, 'acme/many', [{ message: 'One', files: Object.fromEntries(files) }])
    expect(await findRanked('many')).not.toContain('Not ranked by meaning')
    expect(asked.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([19, 32])
  })
  it('that tell nothing apart change nothing', async () => {
    const without = await find({})
    mode = 'indifferent'
    const order = (answer: string) => answer.match(/^\d+\. \w\.ts/gm)
    expect(order(await findRanked())).toEqual(order(without))
  })
  it.each(['failing', 'lying', 'uneven', 'silent'] as const)(
    'of a %s service are done without, and that is told',
    async (how) => {
      mode = how
      const answer = await find(embeddings())
      expect(answer).toMatch(/Not ranked by meaning: .*embeddings/)
      expect(answer).toContain('1. a.ts')
      expect(answer).not.toContain(key)
    },
    30_000,
  )
})

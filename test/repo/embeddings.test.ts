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

const key = 'sk-embeddings-0123456789'
const request = z.strictObject({
  model: z.literal('small'),
  input: z.array(z.string().min(1).max(1_500)).min(2).max(51),
  encoding_format: z.literal('float'),
})

let root: string
let git: GitServer
let mode: 'honest' | 'failing' | 'lying' | 'silent' = 'honest'
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
  const vector = (input: string, index: number) =>
    index === 0 || input.includes('brake') ? [1, 0] : input.includes('decoy') ? [-1, 0] : [0, 1]
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
        'c.ts': '// about cars alone and many other words of no use\n',
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

async function find(more: Record<string, string>): Promise<string> {
  await using reader = await startReader({
    SENSORIUM_REPO_ALLOW_HOSTS: git.host,
    SENSORIUM_REPO_CACHE_DIR: join(root, 'cache'),
    ...more,
  })
  return await searched(reader, { repo_name: `http://${git.host}/acme/car.git`, query: 'halting cars' })
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
    const answer = await find(embeddings())
    expect(answer).toContain('1. b.ts')
    expect(answer).not.toContain('Not ranked by meaning')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.[0]).toBe('halting cars')
  })
  it.each(['failing', 'lying', 'silent'] as const)(
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

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chat, chatStream, createClient, openaiCompatible } from '@sensorium/provider'
import { request as undiciRequest } from 'undici'

/** One way to call: `whole` returns the answer's text, `streamed` the number of characters that arrived. */
export interface BenchClient {
  readonly name: string
  readonly whole: () => Promise<string>
  readonly streamed: () => Promise<number>
}

const body = { model: 'm', messages: [{ role: 'user' as const, content: 'hello' }] }

export function ours(baseUrl: string): BenchClient {
  const client = createClient({ vendor: openaiCompatible('bench', baseUrl), key: 'k' })
  return {
    name: '@sensorium/provider',
    whole: async () => (await client.call(chat, body)).text,
    async streamed() {
      let length = 0
      for await (const delta of client.stream(chatStream, body)) if (delta.type === 'text') length += delta.text.length
      return length
    },
  }
}

/** What one writes by hand: no retries, no clocks, no checks; lines split and parsed. */
export function bareUndici(baseUrl: string): BenchClient {
  const send = (stream: boolean): ReturnType<typeof undiciRequest> =>
    undiciRequest(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer k' },
      body: JSON.stringify(stream ? { ...body, stream } : body),
    })
  return {
    name: 'bare undici',
    async whole() {
      const { body: answer } = await send(false)
      return ((await answer.json()) as Answer).choices[0]?.message?.content ?? ''
    },
    async streamed() {
      const { body: answer } = await send(true)
      const decoder = new TextDecoder()
      let rest = ''
      let length = 0
      for await (const bytes of answer as AsyncIterable<Uint8Array>) {
        const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (!line.startsWith('data: {')) continue
          length += (JSON.parse(line.slice(6)) as Answer).choices[0]?.delta?.content?.length ?? 0
        }
      }
      return length
    },
  }
}

interface Answer {
  readonly choices: readonly { readonly message?: { content: string }; readonly delta?: { content?: string } }[]
}

interface OpenAI {
  readonly chat: { readonly completions: { create(body: object): Promise<Answer & AsyncIterable<Answer>> } }
}

const version = '7.57.0'

/** The official client, brought into `.cache` by npm when it is not there. */
export async function openai(baseUrl: string): Promise<BenchClient> {
  const folder = fileURLToPath(new URL('../../../.cache/bench-provider/', import.meta.url))
  if (!existsSync(`${folder}node_modules/openai`)) {
    mkdirSync(folder, { recursive: true })
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `openai@${version}`])
  }
  const path = createRequire(`${folder}package.json`).resolve('openai')
  const module = (await import(pathToFileURL(path).href)) as { OpenAI: new (options: object) => OpenAI }
  const client = new module.OpenAI({ baseURL: baseUrl, apiKey: 'k' })
  return {
    name: `openai ${version}`,
    whole: async () => (await client.chat.completions.create(body)).choices[0]?.message?.content ?? '',
    async streamed() {
      let length = 0
      const stream = await client.chat.completions.create({ ...body, stream: true })
      for await (const chunk of stream) length += chunk.choices[0]?.delta?.content?.length ?? 0
      return length
    },
  }
}

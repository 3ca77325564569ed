import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/server'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createLogger } from '../../log.ts'
import { createActiveCalls } from '../../server/active-calls.ts'
import { createService } from '../../server/service.ts'
import { createToolTable } from '../../server/tool-table.ts'
import { defineTool, defineToolset } from '../../tool.ts'
import { continueWithSdk } from './continue.ts'
import { greet } from './greet.ts'
import { conversations } from './opening.cases.ts'
import { createOpening } from './opening.ts'
import { legacyVersions } from './opening-schemas.ts'

const add = defineTool({
  name: 'add',
  title: 'Add',
  description: 'Adds two numbers.',
  input: z.object({ a: z.number(), b: z.number().default(0) }),
  output: z.object({ sum: z.number() }),
  response: 'structured',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  examples: [{ title: 'one', input: { a: 1 } }],
  handler: async ({ a, b }) => ({ sum: a + b }),
  render: ({ sum }) => String(sum),
})
const toolset = defineToolset({
  name: 'sums',
  title: 'Sums',
  version: '1.2.3',
  paths: ['sums'],
  instructions: 'add adds.',
  config: z.object({}),
  tools: [add],
  open: async () => ({}),
})
const log = createLogger('silent')
const user = { principal: 'local', local: true }
const service = createService({
  face: toolset,
  table: createToolTable([{ toolset, deps: {} }]),
  log,
  calls: createActiveCalls(),
})
const lines = (messages: readonly unknown[]) => messages.map((message) => `${JSON.stringify(message)}\n`)
/** Replies may overtake each other: by id, a refusal after a result. */
const byId = (replies: readonly { id?: unknown }[]) => replies.toSorted((a, b) => rank(a).localeCompare(rank(b)))
const rank = (reply: { id?: unknown }) => `${String(reply.id)} ${'error' in reply}`

/** Replies read from a stream that has been quiet for a while. */
async function settled(output: PassThrough): Promise<{ id?: unknown }[]> {
  let text = ''
  let quiet = 0
  while (quiet < 5) {
    await sleep(10)
    const more: Buffer | null = output.read()
    quiet = more === null ? quiet + 1 : 0
    text += more ?? ''
  }
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
}

async function askSdk(messages: readonly unknown[]) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const connection = serveStdio(() => service.createServer(user), {
    transport: new StdioServerTransport(input, output),
  })
  for (const line of lines(messages)) input.write(line)
  const replies = await settled(output)
  await connection.close()
  return byId(replies)
}

async function askUs(messages: readonly unknown[], chunks: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  let answered = 0
  const opening = createOpening(service, user)
  const handover = greet(
    input,
    output,
    (message) => {
      const answer = opening(message)
      if (answer !== undefined) answered += 1
      return answer
    },
    AbortSignal.timeout(messages.length === 0 ? 0 : 60_000),
  )
  for (const chunk of chunks) input.write(chunk)
  const connection = handover.then((over) =>
    over === undefined ? undefined : continueWithSdk(over, { input, output }, () => service.createServer(user), log),
  )
  const replies = await settled(output)
  if (answered < messages.length) await (await connection)?.close()
  return { replies: byId(replies), answered }
}

describe('the opening of a connection', () => {
  it.each(Object.entries(conversations))('is what the SDK answers: %s', async (_, { says, opening }) => {
    const [ours, sdk] = [await askUs(says, lines(says)), await askSdk(says)]
    expect(ours.replies).toEqual(sdk)
    expect(ours.answered).toBe(opening)
  })

  it('is the same in whatever pieces the lines arrive', async () => {
    const { says } = conversations['a call'] ?? { says: [] }
    const text = lines(says).join('')
    const whole = await askUs(says, [text])
    const pieces = await askUs(says, text.match(/.{1,7}/gs) ?? [])
    expect(whole.replies).toHaveLength(3)
    expect(pieces).toEqual(whole)
  })

  it('hands over what is no JSON and what never ends', async () => {
    const says = conversations['a ping and lists without parameters']?.says ?? []
    expect(await askUs([...says, 'broken'], [...lines(says), '{oops\n', ...lines(says.slice(1))])).toMatchObject({
      answered: 4,
      replies: { length: 7 },
    })
    const signal = AbortSignal.timeout(60_000)
    const input = new PassThrough()
    const handover = greet(input, new PassThrough(), createOpening(service, user), signal)
    input.write(Buffer.alloc(70_000, 'x'))
    expect((await handover)?.rest).toHaveLength(70_000)
  })

  it('ends without the SDK when the client leaves', async () => {
    const abort = new AbortController()
    const handover = greet(new PassThrough(), new PassThrough(), createOpening(service, user), abort.signal)
    abort.abort()
    expect(await handover).toBeUndefined()
  })

  it('knows the revisions that the SDK serves', () => {
    expect(legacyVersions).toEqual(SUPPORTED_PROTOCOL_VERSIONS)
  })
})

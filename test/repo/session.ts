import { type ConnectedClient, connect } from '@sensorium/kit/testing'
import { toolset } from '@sensorium/repo-reader'

export interface Reader extends AsyncDisposable {
  /** Calls a tool and returns its text, errors included. */
  readonly call: (tool: string, args: Record<string, unknown>) => Promise<string>
  readonly structured: (tool: string, args: Record<string, unknown>) => Promise<Record<string, unknown>>
  readonly logs: readonly string[]
}

/** A client of the repo-reader, configured as a user would; a caller over the network unless `local`. */
export async function startReader(env: Readonly<Record<string, string>>, local = false): Promise<Reader> {
  const logs: string[] = []
  const connected: ConnectedClient = await connect(toolset, {
    env,
    identity: { principal: 'someone', local },
    onLog: (line) => logs.push(line),
  })
  const raw = (name: string, args: Record<string, unknown>) =>
    connected.client.callTool({ name, arguments: args }, { timeout: 120_000 })
  return {
    logs,
    async call(tool, args) {
      const { content } = await raw(tool, args)
      return (content as { type: string; text?: string }[]).map(({ text }) => text ?? '').join('\n')
    },
    async structured(tool, args) {
      const result = await raw(tool, args)
      if (result.structuredContent === undefined) throw new Error(JSON.stringify(result.content))
      return result.structuredContent as Record<string, unknown>
    },
    [Symbol.asyncDispose]: () => connected[Symbol.asyncDispose](),
  }
}

/** Asks until the answer no longer says that the index, or a damaged copy, is being made. */
export async function searched(reader: Reader, args: Record<string, unknown>): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answer = await reader.call('search_doc', args)
    if (!/still being|fetched anew/.test(answer)) return answer
  }
  throw new Error('The index was never ready.')
}

import { listTool } from '@sensorium/kit'
import type { Service } from '@sensorium/kit/testing-http'
import { askingTools } from './asking-tools.ts'
import { getPrompt, listPrompts } from './prompts.ts'
import { listResources, listTemplates, readResource } from './resources.ts'
import { toolset } from './tools.ts'

const tools = [
  ...toolset.tools.map(listTool),
  ...Object.keys(askingTools).map((name) => ({
    name,
    description: 'A diagnostic tool of the conformance suite.',
    inputSchema: { type: 'object' as const },
  })),
]

/** All that the protocol's servers may offer beside our tools; calls of ours go the way they always go. */
export function withEverything(service: Service): Service {
  return {
    ...service,
    hasTool: (name, identity) => !(name in askingTools) && service.hasTool(name, identity),
    createServer: async (identity) => {
      const server = await service.createServer(identity)
      server.registerCapabilities({ logging: {}, completions: {}, prompts: {}, resources: { subscribe: true } })
      server.setRequestHandler('tools/list', () => ({ ttlMs: 60_000, cacheScope: 'public', tools }))
      server.setRequestHandler('tools/call', async ({ params }, context) => {
        const asking = askingTools[params.name]
        if (asking !== undefined) return await asking(params.arguments ?? {}, context)
        const progressToken = context.mcpReq._meta?.progressToken
        const result = await service.call({
          name: params.name,
          args: params.arguments,
          identity,
          clientName: undefined,
          signal: context.mcpReq.signal,
          sendProgress: (update) => {
            if (progressToken === undefined) return
            void context.mcpReq.notify({ method: 'notifications/progress', params: { ...update, progressToken } })
          },
        })
        return { ...result }
      })
      server.setRequestHandler('resources/list', listResources)
      server.setRequestHandler('resources/templates/list', listTemplates)
      server.setRequestHandler('resources/read', ({ params }) => readResource(params.uri))
      server.setRequestHandler('resources/subscribe', () => ({}))
      server.setRequestHandler('resources/unsubscribe', () => ({}))
      server.setRequestHandler('prompts/list', listPrompts)
      server.setRequestHandler('prompts/get', ({ params }, context) =>
        getPrompt(params.name, params.arguments ?? {}, context),
      )
      server.setRequestHandler('completion/complete', () => ({ completion: { values: ['paris', 'park'] } }))
      return server
    },
  }
}

import type { Agent, Setup } from '../real-client.ts'

const entry = (value: object): Setup => ({
  files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { sensorium: value } } },
})

/** docs.cline.bot: MCP; its command asks for a terminal, so the file is written as shown there. */
export const cline: Agent = {
  id: 'cline',
  atHome: (model) => ({
    files: {
      '.cline/data/settings/providers.json': {
        version: 1,
        lastUsedProvider: 'openai-compatible',
        modes: {},
        providers: {
          'openai-compatible': {
            settings: { provider: 'openai-compatible', apiKey: 'none', model: 'scripted', baseUrl: `${model}/v1` },
            updatedAt: '2026-01-01T00:00:00.000Z',
            tokenSource: 'manual',
          },
        },
      },
    },
    env: { CLINE_NO_AUTO_UPDATE: '1', CLINE_TELEMETRY_DISABLED: '1' },
  }),
  documented: {
    stdio: ({ command, args, env }) => entry({ type: 'stdio', command, args, env, disabled: false }),
    http: ({ httpUrl, key }) =>
      entry({ type: 'streamableHttp', url: httpUrl, headers: { Authorization: `Bearer ${key}` }, disabled: false }),
    sse: ({ sseUrl }) => entry({ type: 'sse', url: sseUrl, disabled: false }),
  },
  ask: (prompt) => [prompt],
}

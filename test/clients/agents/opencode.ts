import type { Agent, Offer, Setup } from '../real-client.ts'

const provider = (model: string) => ({
  local: {
    npm: '@ai-sdk/openai-compatible',
    name: 'Local',
    options: { baseURL: `${model}/v1`, apiKey: 'none' },
    models: {
      scripted: {
        name: 'Scripted',
        tool_call: true,
        attachment: true,
        modalities: { input: ['text', 'image'], output: ['text'] },
        limit: { context: 200_000, output: 8_000 },
      },
    },
  },
})

/** OpenCode and its fork differ in their names only (opencode.ai/docs: config, MCP servers). */
export function openCodeLike(id: string, file: string, flags: readonly string[]): Agent {
  const prefix = id === 'opencode' ? 'OPENCODE' : 'KILO'
  const entry = (value: object): Setup => ({ files: { [file]: { mcp: { sensorium: value } } } })
  return {
    id,
    atHome: (model) => ({
      files: {
        [file]: { share: 'disabled', autoupdate: false, model: 'local/scripted', provider: provider(model) },
      },
      env: { [`${prefix}_DISABLE_AUTOUPDATE`]: '1', [`${prefix}_DISABLE_MODELS_FETCH`]: '1' },
    }),
    documented: {
      stdio: ({ command, args, env }) =>
        entry({ type: 'local', command: [command, ...args], enabled: true, environment: env }),
      http: ({ httpUrl, key }: Offer) =>
        entry({ type: 'remote', url: httpUrl, enabled: true, headers: { Authorization: `Bearer ${key}` } }),
      sse: ({ sseUrl }) => entry({ type: 'remote', url: sseUrl, enabled: true }),
    },
    list: { args: ['mcp', 'list'], says: /✓ sensorium.*connected/ },
    ask: (prompt) => ['run', ...flags, prompt],
  }
}

export const opencode = openCodeLike('opencode', '.config/opencode/opencode.json', [])

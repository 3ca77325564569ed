import { type Agent, eachAs, type Offer, type Setup } from '../real-client.ts'

const settings = {
  general: { disableAutoUpdate: true, enableAutoUpdate: false },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  security: { folderTrust: { enabled: false } },
}

/** geminicli.com/docs: MCP servers. Qwen Code, its fork, has the same command. */
export function geminiLike(id: string, folder: string, auth: string, model: (url: string) => Setup): Agent {
  const add = (transport: string, { key }: Offer, rest: readonly string[], header: boolean): Setup => {
    const headers = header ? ['--header', `Authorization: Bearer ${key}`] : []
    return { run: ['mcp', 'add', '--scope', 'user', '--transport', transport, 'sensorium', ...rest, ...headers] }
  }
  return {
    id,
    atHome: (url) => ({
      files: {
        [`${folder}/settings.json`]: {
          ...settings,
          security: { ...settings.security, auth: { selectedType: auth } },
        },
      },
      ...model(url),
    }),
    documented: {
      stdio: (offer) => add('stdio', offer, [offer.command, ...offer.args, ...eachAs('--env', offer.env)], false),
      http: (offer) => add('http', offer, [offer.httpUrl], true),
      sse: (offer) => add('sse', offer, [offer.sseUrl], false),
    },
    list: { args: ['mcp', 'list'], says: /✓.* sensorium: .*Connected/ },
    ask: (prompt) => ['--yolo', '-p', prompt],
  }
}

export const geminiCli = geminiLike('gemini-cli', '.gemini', 'gemini-api-key', (url) => ({
  env: { GEMINI_API_KEY: 'none', GOOGLE_GEMINI_BASE_URL: url, GEMINI_MODEL: 'gemini-2.5-pro' },
}))

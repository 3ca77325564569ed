import { join } from 'node:path'
import { type Client, unlessEmpty } from './client.ts'

/** `url` would mean the legacy transport: streamable HTTP stands under `httpUrl`. Qwen Code, its fork, is alike. */
export const geminiCli: Client = {
  id: 'gemini-cli',
  title: 'Gemini CLI',
  format: 'jsonc',
  table: 'mcpServers',
  files: {
    user: ({ home }) => [join(home, '.gemini', 'settings.json')],
    project: ({ directory }) => [join(directory, '.gemini', 'settings.json')],
  },
  launch: ({ command, args, env }) => ({ command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ httpUrl: url, ...unlessEmpty('headers', headers) }),
  program: 'gemini',
  traces: ({ home }) => [join(home, '.gemini')],
}

import { join } from 'node:path'
import { type Client, unlessEmpty } from './client.ts'

export const cursor: Client = {
  id: 'cursor',
  title: 'Cursor',
  format: 'jsonc',
  table: 'mcpServers',
  files: {
    user: ({ home }) => [join(home, '.cursor', 'mcp.json')],
    project: ({ directory }) => [join(directory, '.cursor', 'mcp.json')],
  },
  launch: ({ command, args, env }) => ({ command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ url, ...unlessEmpty('headers', headers) }),
  program: 'cursor',
  traces: ({ home }) => [join(home, '.cursor')],
}

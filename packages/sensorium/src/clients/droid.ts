import { join } from 'node:path'
import { type Client, unlessEmpty } from './client.ts'

/** docs.factory.ai: MCP; a server is off only where `disabled` says so. */
export const droid: Client = {
  id: 'droid',
  title: 'Factory Droid',
  format: 'jsonc',
  table: 'mcpServers',
  files: {
    user: ({ home }) => [join(home, '.factory', 'mcp.json')],
    project: ({ directory }) => [join(directory, '.factory', 'mcp.json')],
  },
  launch: ({ command, args, env }) => ({
    type: 'stdio',
    command,
    args,
    ...unlessEmpty('env', env),
    disabled: false,
  }),
  remote: ({ url, headers }) => ({ type: 'http', url, ...unlessEmpty('headers', headers), disabled: false }),
  program: 'droid',
  traces: ({ home }) => [join(home, '.factory')],
}

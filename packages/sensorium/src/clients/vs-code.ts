import { join } from 'node:path'
import { vsCodeUser } from '../place.ts'
import { type Client, unlessEmpty } from './client.ts'

/** Of the default profile (code.visualstudio.com/docs: MCP configuration reference). */
export const vsCode: Client = {
  id: 'vs-code',
  title: 'VS Code',
  format: 'jsonc',
  table: 'servers',
  files: {
    user: (place) => [join(vsCodeUser(place), 'mcp.json')],
    project: ({ directory }) => [join(directory, '.vscode', 'mcp.json')],
  },
  launch: ({ command, args, env }) => ({ type: 'stdio', command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ type: 'http', url, ...unlessEmpty('headers', headers) }),
  program: 'code',
  traces: (place) => [vsCodeUser(place)],
}

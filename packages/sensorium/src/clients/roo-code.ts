import { join } from 'node:path'
import { vsCodeUser } from '../place.ts'
import { type Client, unlessEmpty } from './client.ts'

const extension = 'rooveterinaryinc.roo-cline'

export const rooCode: Client = {
  id: 'roo-code',
  title: 'Roo Code',
  format: 'jsonc',
  table: 'mcpServers',
  files: {
    user: (place) => [join(vsCodeUser(place), 'globalStorage', extension, 'settings', 'mcp_settings.json')],
    project: ({ directory }) => [join(directory, '.roo', 'mcp.json')],
  },
  launch: ({ command, args, env }) => ({ command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ type: 'streamable-http', url, ...unlessEmpty('headers', headers) }),
  traces: (place) => [join(vsCodeUser(place), 'globalStorage', extension)],
}

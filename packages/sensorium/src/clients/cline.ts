import { join } from 'node:path'
import { vsCodeUser } from '../place.ts'
import { type Client, unlessEmpty } from './client.ts'

const file = 'cline_mcp_settings.json'

/** Since 4.0 extension and command line share `~/.cline/data`; before, the extension kept its own file. */
export const cline: Client = {
  id: 'cline',
  title: 'Cline',
  format: 'jsonc',
  table: 'mcpServers',
  files: {
    user: (place) => [
      join(place.env['CLINE_DIR'] || join(place.home, '.cline'), 'data', 'settings', file),
      join(vsCodeUser(place), 'globalStorage', 'saoudrizwan.claude-dev', 'settings', file),
    ],
    project: ({ directory }) => [join(directory, '.cline', 'mcp.json')],
  },
  launch: ({ command, args, env }) => ({ type: 'stdio', command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ type: 'streamableHttp', url, ...unlessEmpty('headers', headers) }),
  program: 'cline',
  traces: (place) => [join(place.home, '.cline'), join(vsCodeUser(place), 'globalStorage', 'saoudrizwan.claude-dev')],
}

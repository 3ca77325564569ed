import { join } from 'node:path'
import { xdgConfig } from '../place.ts'
import { type Client, unlessEmpty } from './client.ts'

export const crush: Client = {
  id: 'crush',
  title: 'Crush',
  format: 'jsonc',
  table: 'mcp',
  files: {
    user: (place) => {
      const local = place.env['LOCALAPPDATA'] || join(place.home, 'AppData', 'Local')
      return [join(place.platform === 'win32' ? local : xdgConfig(place), 'crush', 'crush.json')]
    },
    project: ({ directory }) => [join(directory, 'crush.json'), join(directory, '.crush.json')],
  },
  launch: ({ command, args, env }) => ({ type: 'stdio', command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ type: 'http', url, ...unlessEmpty('headers', headers) }),
  program: 'crush',
  traces: (place) => [join(xdgConfig(place), 'crush')],
}

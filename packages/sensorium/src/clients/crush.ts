import { join } from 'node:path'
import { type Place, xdgConfig } from '../place.ts'
import { type Client, unlessEmpty } from './client.ts'

export const crush: Client = {
  id: 'crush',
  title: 'Crush',
  format: 'jsonc',
  table: 'mcp',
  files: {
    user: (place) => [join(folder(place), 'crush.json')],
    project: ({ directory }) => [join(directory, 'crush.json'), join(directory, '.crush.json')],
  },
  launch: ({ command, args, env }) => ({ type: 'stdio', command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ type: 'http', url, ...unlessEmpty('headers', headers) }),
  program: 'crush',
  traces: (place) => [folder(place)],
}

function folder(place: Place): string {
  const local = place.env['LOCALAPPDATA'] || join(place.home, 'AppData', 'Local')
  return join(place.platform === 'win32' ? local : xdgConfig(place), 'crush')
}

import { join } from 'node:path'
import { xdgConfig } from '../place.ts'
import { type Client, unlessEmpty } from './client.ts'

/** Configuration of opencode.ai/docs/mcp-servers; Kilo Code, its fork, writes entries alike. */
export const opencode: Client = {
  id: 'opencode',
  title: 'OpenCode',
  format: 'jsonc',
  table: 'mcp',
  files: {
    user: (place) => [
      join(xdgConfig(place), 'opencode', 'opencode.json'),
      join(xdgConfig(place), 'opencode', 'opencode.jsonc'),
    ],
    project: ({ directory }) => [
      join(directory, 'opencode.json'),
      join(directory, 'opencode.jsonc'),
      join(directory, '.opencode', 'opencode.json'),
      join(directory, '.opencode', 'opencode.jsonc'),
    ],
  },
  launch: ({ command, args, env }) => ({
    type: 'local',
    command: [command, ...args],
    ...unlessEmpty('environment', env),
  }),
  remote: ({ url, headers }) => ({ type: 'remote', url, ...unlessEmpty('headers', headers) }),
  program: 'opencode',
  traces: (place) => [join(xdgConfig(place), 'opencode')],
}

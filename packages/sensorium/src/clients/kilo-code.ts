import { join } from 'node:path'
import { xdgConfig } from '../place.ts'
import type { Client } from './client.ts'
import { opencode } from './opencode.ts'

/** Since version 7 command line and extension read the same files (kilo.ai/docs: using MCP in Kilo Code). */
export const kiloCode: Client = {
  ...opencode,
  id: 'kilo-code',
  title: 'Kilo Code',
  files: {
    user: (place) => [join(xdgConfig(place), 'kilo', 'kilo.jsonc'), join(xdgConfig(place), 'kilo', 'kilo.json')],
    project: ({ directory }) => [
      join(directory, '.kilo', 'kilo.jsonc'),
      join(directory, '.kilo', 'kilo.json'),
      join(directory, 'kilo.jsonc'),
      join(directory, 'kilo.json'),
    ],
  },
  program: 'kilo',
  traces: (place) => [join(xdgConfig(place), 'kilo')],
}

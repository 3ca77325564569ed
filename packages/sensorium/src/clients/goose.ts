import { join } from 'node:path'
import { type Place, roamingData, xdgConfig } from '../place.ts'
import { type Client, unlessEmpty } from './client.ts'

/** Goose calls servers extensions and wants seconds for the time-out of a call (goose docs: config files). */
const common = (name: string) => ({
  enabled: true,
  name,
  description: 'Search, read, see, study, compute',
  timeout: 300,
})

export const goose: Client = {
  id: 'goose',
  title: 'Goose',
  format: 'yaml',
  table: 'extensions',
  files: {
    user: (place) => [join(folder(place), 'config.yaml')],
  },
  launch: ({ command, args, env }, name) => ({
    ...common(name),
    type: 'stdio',
    cmd: command,
    args,
    ...unlessEmpty('envs', env),
  }),
  remote: ({ url, headers }, name) => ({
    ...common(name),
    type: 'streamable_http',
    uri: url,
    ...unlessEmpty('headers', headers),
  }),
  program: 'goose',
  traces: (place) => [folder(place)],
}

function folder(place: Place): string {
  if (place.platform === 'win32') return join(roamingData(place), 'Block', 'goose', 'config')
  return join(xdgConfig(place), 'goose')
}

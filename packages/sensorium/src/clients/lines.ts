import { basename, sep } from 'node:path'
import type { ClientLine, ClientLines } from '@sensorium/kit'
import { stringify } from 'yaml'
import { tableLines } from '../config-file/toml-text.ts'
import type { Place } from '../place.ts'
import { claudeCode } from './claude-code.ts'
import type { Client } from './client.ts'
import { clients } from './clients.ts'

const name = 'sensorium'
/** Where files stand for anybody: on Linux, from home. */
const anywhere: Place = { platform: 'linux', home: '~', directory: '.', env: {}, launcher: ['sensorium'] }

/** Ready-to-paste ways to add a gateway, for every client, those first that most people have. */
export const clientLines: ClientLines = (url, key) => {
  const endpoint = `${url}/mcp`
  const bearer = key === undefined ? undefined : `Bearer ${key}`
  const headers = bearer === undefined ? {} : { Authorization: bearer }
  const header = bearer === undefined ? '' : ` --header "Authorization: ${bearer}"`
  const command: ClientLine = {
    client: claudeCode.title,
    where: 'shell',
    text: `claude mcp add --transport http ${name} ${endpoint}${header}`,
  }
  const others = clients.filter(({ id }) => id !== claudeCode.id)
  return [
    command,
    ...others.map((client) => ({
      client: client.title,
      where: fileOf(client),
      text: asText(client, client.remote({ url: endpoint, headers }, name)),
    })),
  ]
}

/** The file as people know it: by its path where that is the same everywhere, else by its name. */
function fileOf({ files }: Client): string {
  const [path] = (files.user ?? files.project)?.(anywhere) ?? ['']
  const isDotFolder = path.split(sep).length === 3 && path.startsWith('~/.') && !path.startsWith('~/.config')
  return isDotFolder ? path : basename(path)
}

function asText({ format, table }: Client, entry: ReturnType<Client['remote']>): string {
  if (format === 'toml') return tableLines([table, name], entry).join('\n')
  const whole = { [table]: { [name]: entry } }
  return format === 'yaml' ? stringify(whole).trimEnd() : JSON.stringify(whole)
}

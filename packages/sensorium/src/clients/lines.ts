import type { ClientLine, ClientLines } from '@sensorium/kit'
import { tableLines } from '../config-file/toml-text.ts'
import type { Client } from './client.ts'
import { cline } from './cline.ts'
import { codex } from './codex.ts'
import { crush } from './crush.ts'
import { opencode } from './opencode.ts'

const name = 'sensorium'

/** Ready-to-paste ways to add a gateway, for the clients that most people have; `sensorium add` knows the others too. */
export const clientLines: ClientLines = (url, key) => {
  const endpoint = `${url}/mcp`
  const bearer = key === undefined ? undefined : `Bearer ${key}`
  const headers = bearer === undefined ? {} : { Authorization: bearer }
  const line = (client: Client, where: string): ClientLine => ({
    client: client.title,
    where,
    text: asText(client, client.remote({ url: endpoint, headers }, name)),
  })
  return [
    {
      client: 'Claude Code',
      where: 'shell',
      text: `claude mcp add --transport http ${name} ${endpoint}${bearer === undefined ? '' : ` --header "Authorization: ${bearer}"`}`,
    },
    line(cline, 'cline_mcp_settings.json'),
    line(opencode, 'opencode.json'),
    line(crush, 'crush.json'),
    line(codex, '~/.codex/config.toml'),
  ]
}

function asText({ format, table }: Client, entry: ReturnType<Client['remote']>): string {
  if (format === 'toml') return tableLines([table, name], entry).join('\n')
  return JSON.stringify({ [table]: { [name]: entry } })
}

/** Ready-to-paste ways to add a gateway to a client. */
export interface ClientLine {
  readonly client: string
  /** Where the text goes: `shell`, or the configuration file. */
  readonly where: string
  readonly text: string
}

/**
 * The connection of each client in its own words (RESEARCH 'Real clients'). `key` is the key itself at first start and
 * a shell expression or placeholder later; undefined where none is needed.
 */
export function clientLines(url: string, key: string | undefined): ClientLine[] {
  const endpoint = `${url}/mcp`
  const bearer = key === undefined ? undefined : `Bearer ${key}`
  const headers = bearer === undefined ? {} : { headers: { Authorization: bearer } }
  const json = (value: unknown) => JSON.stringify(value)
  return [
    {
      client: 'Claude Code',
      where: 'shell',
      text: `claude mcp add --transport http sensorium ${endpoint}${bearer === undefined ? '' : ` --header "Authorization: ${bearer}"`}`,
    },
    {
      client: 'Cline',
      where: 'cline_mcp_settings.json',
      text: json({ mcpServers: { sensorium: { type: 'streamableHttp', url: endpoint, ...headers } } }),
    },
    {
      client: 'OpenCode',
      where: 'opencode.json',
      text: json({ mcp: { sensorium: { type: 'remote', url: endpoint, ...headers } } }),
    },
    {
      client: 'Crush',
      where: 'crush.json',
      text: json({ mcp: { sensorium: { type: 'http', url: endpoint, ...headers } } }),
    },
    {
      client: 'Codex',
      where: '~/.codex/config.toml',
      text: `[mcp_servers.sensorium]\nurl = "${endpoint}"${bearer === undefined ? '' : `\nhttp_headers = { Authorization = "${bearer}" }`}`,
    },
  ]
}

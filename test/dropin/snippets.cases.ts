/**
 * Configurations as the vendor documents them for its hosted servers (docs.z.ai and docs.bigmodel.cn, the MCP pages),
 * and forms its users set (CONTRACTS 1). Only the host differs between the two vendors; `your_api_key` is theirs.
 */
export interface HostedServer {
  /** Our server of the same use. */
  readonly ours: string
  /** Its name in the documented snippets. */
  readonly name: string
  readonly path: string
  readonly tools: readonly string[]
}

export const hostedServers: readonly HostedServer[] = [
  { ours: 'web-search', name: 'web-search-prime', path: 'web_search_prime', tools: ['webSearchPrime'] },
  { ours: 'web-reader', name: 'web-reader', path: 'web_reader', tools: ['webReader'] },
  { ours: 'repo-reader', name: 'zread', path: 'zread', tools: ['search_doc', 'get_repo_structure', 'read_file'] },
]

export const hosts = ['https://api.z.ai', 'https://open.bigmodel.cn'] as const

export interface Snippet {
  readonly client: string
  /** How the client reads it. */
  readonly form: 'command' | 'json' | 'yaml' | 'address'
  readonly text: (host: string, server: HostedServer) => string
}

const jsonOf =
  (table: string, type: string) =>
  (host: string, { name, path }: HostedServer) =>
    `{
  "${table}": {
    "${name}": {
      "type": "${type}",
      "url": "${host}/api/mcp/${path}/mcp",
      "headers": {
        "Authorization": "Bearer your_api_key"
      }
    }
  }
}`

export const snippets: readonly Snippet[] = [
  {
    client: 'Claude Code, one line',
    form: 'command',
    text: (host, { name, path }) =>
      `claude mcp add -s user -t http ${name} ${host}/api/mcp/${path}/mcp --header "Authorization: Bearer your_api_key"`,
  },
  { client: 'Claude Code, by hand', form: 'json', text: jsonOf('mcpServers', 'http') },
  { client: 'Cline', form: 'json', text: jsonOf('mcpServers', 'streamableHttp') },
  {
    client: 'Cline, older',
    form: 'json',
    text: (host, { name, path }) => `{
  "mcpServers": {
    "${name}": {
      "type": "sse",
      "url": "${host}/api/mcp/${path}/sse?Authorization=your_api_key"
    }
  }
}`,
  },
  { client: 'OpenCode', form: 'json', text: jsonOf('mcp', 'remote') },
  { client: 'Crush', form: 'json', text: jsonOf('mcp', 'http') },
  {
    client: 'Goose, the SSE endpoint',
    form: 'address',
    text: (host, { path }) => `${host}/api/mcp/${path}/sse?Authorization=your_api_key`,
  },
  { client: 'Roo Code, Kilo Code and others', form: 'json', text: jsonOf('mcpServers', 'streamable-http') },
  {
    client: 'Goose, the key without Bearer',
    form: 'yaml',
    text: (host, { name, path }) => `extensions:
  ${name}:
    enabled: true
    type: streamable_http
    name: ${name}
    uri: ${host}/api/mcp/${path}/mcp
    headers:
      Authorization: your_api_key
    timeout: 300
`,
  },
  {
    client: 'Qwen Code',
    form: 'json',
    text: (host, { name, path }) => `{
  "mcpServers": {
    "${name}": {
      "httpUrl": "${host}/api/mcp/${path}/mcp",
      "headers": {
        "Authorization": "Bearer your_api_key"
      }
    }
  }
}`,
  },
  {
    client: 'one that sends no headers',
    form: 'address',
    text: (host, { path }) => `${host}/api/mcp/${path}/mcp?Authorization=your_api_key`,
  },
  {
    client: 'one that writes Bearer into the query',
    form: 'address',
    text: (host, { path }) => `${host}/api/mcp/${path}/sse?Authorization=Bearer%20your_api_key`,
  },
]

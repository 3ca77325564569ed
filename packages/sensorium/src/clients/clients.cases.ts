/**
 * What each client's documentation wants, frozen here: where its configuration stands (below a home on Linux, and below
 * a project), and an entry for each way to connect. `Authorization` is the header that carries the key.
 */
export interface ClientCase {
  readonly user: string
  readonly project?: string
  readonly table: string
  readonly launch: unknown
  readonly header: unknown
}

const command = 'npx'
const args = ['-y', 'sensorium', 'stdio']
const env = { Z_AI_API_KEY: 'z-key-0123456789' }
const url = 'http://gateway.test:7432/mcp'
const headers = { Authorization: 'Bearer key-0123456789abcdef' }
const extension = { enabled: true, name: 'sensorium', description: 'Search, read, see, study, compute', timeout: 300 }

export const clientCases: Readonly<Record<string, ClientCase>> = {
  'claude-code': {
    user: '.claude.json',
    project: '.mcp.json',
    table: 'mcpServers',
    launch: { type: 'stdio', command, args, env },
    header: { type: 'http', url, headers },
  },
  cline: {
    user: '.cline/data/settings/cline_mcp_settings.json',
    project: '.cline/mcp.json',
    table: 'mcpServers',
    launch: { type: 'stdio', command, args, env },
    header: { type: 'streamableHttp', url, headers },
  },
  opencode: {
    user: '.config/opencode/opencode.json',
    project: 'opencode.json',
    table: 'mcp',
    launch: { type: 'local', command: [command, ...args], environment: env },
    header: { type: 'remote', url, headers },
  },
  crush: {
    user: '.config/crush/crush.json',
    project: 'crush.json',
    table: 'mcp',
    launch: { type: 'stdio', command, args, env },
    header: { type: 'http', url, headers },
  },
  codex: {
    user: '.codex/config.toml',
    project: '.codex/config.toml',
    table: 'mcp_servers',
    launch: { command, args, env },
    header: { url, http_headers: headers },
  },
  'gemini-cli': {
    user: '.gemini/settings.json',
    project: '.gemini/settings.json',
    table: 'mcpServers',
    launch: { command, args, env },
    header: { httpUrl: url, headers },
  },
  'qwen-code': {
    user: '.qwen/settings.json',
    project: '.qwen/settings.json',
    table: 'mcpServers',
    launch: { command, args, env },
    header: { httpUrl: url, headers },
  },
  goose: {
    user: '.config/goose/config.yaml',
    table: 'extensions',
    launch: { ...extension, type: 'stdio', cmd: command, args, envs: env },
    header: { ...extension, type: 'streamable_http', uri: url, headers },
  },
  'roo-code': {
    user: '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json',
    project: '.roo/mcp.json',
    table: 'mcpServers',
    launch: { command, args, env },
    header: { type: 'streamable-http', url, headers },
  },
  'kilo-code': {
    user: '.config/kilo/kilo.jsonc',
    project: '.kilo/kilo.jsonc',
    table: 'mcp',
    launch: { type: 'local', command: [command, ...args], environment: env },
    header: { type: 'remote', url, headers },
  },
  cursor: {
    user: '.cursor/mcp.json',
    project: '.cursor/mcp.json',
    table: 'mcpServers',
    launch: { command, args, env },
    header: { url, headers },
  },
  'vs-code': {
    user: '.config/Code/User/mcp.json',
    project: '.vscode/mcp.json',
    table: 'servers',
    launch: { type: 'stdio', command, args, env },
    header: { type: 'http', url, headers },
  },
  droid: {
    user: '.factory/mcp.json',
    project: '.factory/mcp.json',
    table: 'mcpServers',
    launch: { type: 'stdio', command, args, env, disabled: false },
    header: { type: 'http', url, headers, disabled: false },
  },
}

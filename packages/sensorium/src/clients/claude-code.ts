import { join } from 'node:path'
import { type Client, unlessEmpty } from './client.ts'

/**
 * `~/.claude.json` holds everything of Claude Code, which rewrites it while it runs: its own command is used where
 * it is there. Project scope is the shared `.mcp.json` (code.claude.com/docs: MCP, scopes).
 */
export const claudeCode: Client = {
  id: 'claude-code',
  title: 'Claude Code',
  format: 'jsonc',
  table: 'mcpServers',
  files: {
    user: ({ home, env }) => [join(env['CLAUDE_CONFIG_DIR'] || home, '.claude.json')],
    project: ({ directory }) => [join(directory, '.mcp.json')],
  },
  launch: ({ command, args, env }) => ({ type: 'stdio', command, args, env }),
  remote: ({ url, headers }) => ({ type: 'http', url, ...unlessEmpty('headers', headers) }),
  program: 'claude',
  traces: ({ home, env }) => [join(home, '.claude.json'), env['CLAUDE_CONFIG_DIR'] || join(home, '.claude')],
  own: {
    scope: 'user',
    add: (name, entry) => ['mcp', 'add-json', '--scope', 'user', name, JSON.stringify(entry)],
    remove: (name) => ['mcp', 'remove', '--scope', 'user', name],
  },
}

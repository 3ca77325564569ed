import { join } from 'node:path'
import { type Client, unlessEmpty } from './client.ts'

/** Codex reads a project's file only where the project is trusted (developers.openai.com/codex/mcp). */
export const codex: Client = {
  id: 'codex',
  title: 'Codex',
  format: 'toml',
  table: 'mcp_servers',
  files: {
    user: ({ home, env }) => [join(env['CODEX_HOME'] || join(home, '.codex'), 'config.toml')],
    project: ({ directory }) => [join(directory, '.codex', 'config.toml')],
  },
  launch: ({ command, args, env }) => ({ command, args, ...unlessEmpty('env', env) }),
  remote: ({ url, headers }) => ({ url, ...unlessEmpty('http_headers', headers) }),
  program: 'codex',
  traces: ({ home, env }) => [env['CODEX_HOME'] || join(home, '.codex')],
}

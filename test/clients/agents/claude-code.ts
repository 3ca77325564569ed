import { type Agent, eachAs } from '../real-client.ts'

const add = ['mcp', 'add', '--scope', 'user']

/** code.claude.com/docs: MCP, settings. */
export const claudeCode: Agent = {
  id: 'claude-code',
  atHome: (model) => ({
    env: {
      ANTHROPIC_BASE_URL: model,
      ANTHROPIC_API_KEY: 'none',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    },
  }),
  documented: {
    stdio: ({ command, args, env }) => ({
      run: [...add, 'sensorium', ...eachAs('--env', env), '--', command, ...args],
    }),
    http: ({ httpUrl, key }) => ({
      run: [...add, '--transport', 'http', 'sensorium', httpUrl, '--header', `Authorization: Bearer ${key}`],
    }),
    sse: ({ sseUrl }) => ({ run: [...add, '--transport', 'sse', 'sensorium', sseUrl] }),
  },
  list: { args: ['mcp', 'list'], says: /sensorium: .*✔ Connected/ },
  ask: (prompt) => ['-p', prompt, '--allowedTools', 'mcp__sensorium'],
}

import { type Agent, eachAs } from '../real-client.ts'

/** developers.openai.com/codex: MCP, configuration. It has no legacy transport. */
export const codex: Agent = {
  id: 'codex',
  atHome: (model) => ({
    files: {
      '.codex/config.toml': [
        'model = "scripted"',
        'model_provider = "local"',
        'check_for_update_on_startup = false',
        '[analytics]',
        'enabled = false',
        '[model_providers.local]',
        'name = "Local"',
        `base_url = "${model}/v1"`,
        'wire_api = "responses"',
        '',
      ].join('\n'),
    },
  }),
  documented: {
    stdio: ({ command, args, env }) => ({
      run: ['mcp', 'add', 'sensorium', ...eachAs('--env', env), '--', command, ...args],
    }),
    http: ({ httpUrl, key }) => ({
      run: ['mcp', 'add', 'sensorium', '--url', httpUrl, '--bearer-token-env-var', 'SENSORIUM_KEY'],
      env: { SENSORIUM_KEY: key },
    }),
  },
  list: { args: ['mcp', 'list'], says: /sensorium .*enabled/ },
  ask: (prompt) => ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', prompt],
}

import { type Agent, eachAs } from '../real-client.ts'

/** docs.factory.ai: MCP, bring your own key. */
export const droid: Agent = {
  id: 'droid',
  atHome: (model) => ({
    files: {
      '.factory/settings.json': {
        customModels: [
          {
            model: 'scripted',
            displayName: 'Scripted',
            baseUrl: `${model}/v1`,
            apiKey: 'none',
            provider: 'generic-chat-completion-api',
            maxOutputTokens: 8_000,
          },
        ],
        cloudSessionSync: false,
      },
    },
    env: { FACTORY_API_KEY: 'none', FACTORY_DROID_AUTO_UPDATE_ENABLED: 'false' },
  }),
  documented: {
    stdio: ({ command, args, env }) => ({
      run: ['mcp', 'add', 'sensorium', [command, ...args].join(' '), ...eachAs('--env', env)],
    }),
    http: ({ httpUrl, key }) => ({
      run: ['mcp', 'add', 'sensorium', httpUrl, '--type', 'http', '--header', `Authorization: Bearer ${key}`],
    }),
    sse: ({ sseUrl }) => ({ run: ['mcp', 'add', 'sensorium', sseUrl, '--type', 'sse'] }),
  },
  list: { args: ['mcp', 'list'], says: /sensorium .*connected/ },
  // Naming our tools makes the first turn wait for the servers.
  ask: (prompt) => [
    'exec',
    '--skip-permissions-unsafe',
    '--add-tools',
    'MCP:sensorium',
    '--model',
    'custom:scripted',
    prompt,
  ],
}

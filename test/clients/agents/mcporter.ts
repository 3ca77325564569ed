import { type CommandLine, eachAs } from '../real-client.ts'

const add = ['config', 'add', 'sensorium', '--scope', 'home']

/** github.com/steipete/mcporter: configuration, call syntax. */
export const mcporter: CommandLine = {
  id: 'mcporter',
  documented: {
    stdio: ({ command, args, env }) => ({
      run: [...add, '--command', command, ...args.flatMap((arg) => ['--arg', arg]), ...eachAs('--env', env)],
    }),
    http: ({ httpUrl, key }) => ({ run: [...add, '--url', httpUrl, '--header', `Authorization=Bearer ${key}`] }),
    sse: ({ sseUrl }) => ({ run: [...add, '--url', sseUrl, '--transport', 'sse'] }),
  },
  list: () => ['list', 'sensorium', '--schema', '--json'],
  call: (_offer, _door, tool, input) => ['call', `sensorium.${tool}`, '--args', JSON.stringify(input)],
}

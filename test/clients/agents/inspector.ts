import { type CommandLine, type Door, eachAs, type Offer } from '../real-client.ts'

function target({ command, args, env, httpUrl, sseUrl, key }: Offer, door: Door): string[] {
  if (door === 'stdio') return [command, ...args, ...eachAs('-e', env)]
  if (door === 'sse') return [sseUrl, '--transport', 'sse']
  return [httpUrl, '--transport', 'http', '--header', `Authorization: Bearer ${key}`]
}

/** github.com/modelcontextprotocol/inspector: CLI mode. It keeps no configuration; `--strict` judges the schemas. */
export const inspector: CommandLine = {
  id: 'inspector',
  documented: { stdio: () => ({}), http: () => ({}), sse: () => ({}) },
  list: (offer, door) => ['--cli', ...target(offer, door), '--method', 'tools/list', '--strict'],
  call: (offer, door, tool, input) => [
    '--cli',
    ...target(offer, door),
    '--method',
    'tools/call',
    '--tool-name',
    tool,
    ...Object.entries(input).flatMap(([name, value]) => ['--tool-arg', `${name}=${value}`]),
  ],
}

import { clients } from 'sensorium/clients'
import { formats } from 'sensorium/formats'

type Client = (typeof clients)[number]

const gateway = 'http://127.0.0.1:7432'
/** A Linux machine whose home is `~` and whose project is the folder where one stands. */
const place = { platform: 'linux', home: '~', directory: '.', env: {}, launcher: ['npx', '-y', 'sensorium'] } as const

/** One page of each client that can be configured: the command that does it, and what that writes. */
export function clientPages(): { readonly file: string; readonly content: string }[] {
  return clients.map((client) => ({ file: `docs/clients/${client.id}.md`, content: page(client) }))
}

/** The pages as one line of links. */
export function clientLinks(): string {
  return clients.map(({ id, title }) => `[${title}](docs/clients/${id}.md)`).join(', ')
}

function page(client: Client): string {
  const { id, title, table, own } = client
  const launch = client.launch({ command: 'npx', args: ['-y', 'sensorium', 'stdio'], env: {} }, 'sensorium')
  const headers = { Authorization: 'Bearer YOUR_KEY' }
  const remote = client.remote({ url: `${gateway}/mcp`, headers }, 'sensorium')
  const files = Object.entries(client.files).map(([scope, where]) => `${scope}: \`${where(place)[0]}\``)
  return [
    `# ${title}`,
    '',
    '`sensorium` below is `npx -y sensorium`, or in a checkout `npm run -s sensorium --`.',
    '',
    '```sh',
    ...aligned([
      [`sensorium add ${id} --dry-run`, 'shows what would change'],
      [`sensorium add ${id}`, 'the client starts the servers itself'],
      [`sensorium add ${id} --url ${gateway}`, 'a gateway that runs: sensorium serve'],
      [`sensorium remove ${id}`, 'undoes it'],
    ]),
    '```',
    '',
    'Then start the client anew and ask it to read a page. Nothing comes? `sensorium doctor`, and',
    '[what a message means](../troubleshooting.md). What was tried with which version: [clients](../clients.md).',
    '',
    '## By hand',
    '',
    `${files.join('; ')}. Servers stand under \`${table}\`. Started by the client:`,
    '',
    fence(client, launch),
    '',
    ...(own === undefined
      ? []
      : [`or \`${[client.program, ...own.add('sensorium', launch)].map(quoted).join(' ')}\`.`, '']),
    'A gateway, with the key that `sensorium serve` shows:',
    '',
    fence(client, remote),
    '',
    'Keys and other settings go into the environment of the servers: beside the command above, or where the gateway runs.',
    '[Engines and keys](../engines.md) names them.',
    '',
  ].join('\n')
}

function aligned(lines: readonly (readonly [command: string, remark: string])[]): string[] {
  const width = Math.max(...lines.map(([command]) => command.length))
  return lines.map(([command, remark]) => `${command.padEnd(width)}  # ${remark}`)
}

function fence({ format, table }: Client, entry: ReturnType<Client['launch']>): string {
  const text = formats[format].set('', table, 'sensorium', entry)
  return `\`\`\`${format === 'jsonc' ? 'json' : format}\n${text.trim()}\n\`\`\``
}

function quoted(argument: string | undefined): string {
  return argument !== undefined && /^[\w./-]+$/.test(argument) ? argument : `'${argument}'`
}

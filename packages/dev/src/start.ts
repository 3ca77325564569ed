import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { type GatewayProcess, startGateway } from './gateway-process.ts'
import { serveLocalPage } from './local-page.ts'
import { buildIfStale, say } from './workspace.ts'

const publicPage = 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Status/429'

/** `npm start`: builds, serves, reads one real document through an MCP client, says how to connect, keeps serving. */
const once = process.argv.includes('--once')
const flags = process.argv.slice(2).filter((flag) => flag !== '--once')
await buildIfStale()

const online = await isReachable(publicPage)
using localPage = online ? undefined : await serveLocalPage(process.env['npm_execpath'] ?? '')
const page = localPage?.url ?? publicPage
if (localPage !== undefined) say('no internet here: demonstrating on a page of npm’s documentation, served locally')

const gateway = await start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gateway.stop())
try {
  await demonstrate(gateway)
} catch (error) {
  say(`the demonstration failed: ${error instanceof Error ? error.message : String(error)}`)
  await gateway.stop()
  process.exit(1)
}
process.stdout.write(`${gateway.greeting}\n`)
if (once) await gateway.stop()
else say('serving; Ctrl-C stops')
process.exitCode = await gateway.ended

function start(): Promise<GatewayProcess> {
  const port = once && !flags.includes('--port') ? ['--port', '0'] : []
  const allowed = localPage === undefined ? {} : { SENSORIUM_ALLOW_PRIVATE_HOSTS: localPage.host }
  return startGateway([...port, ...flags], { ...process.env, ...allowed })
}

async function demonstrate({ url }: GatewayProcess): Promise<void> {
  const headers = { Authorization: `Bearer ${await readKey()}` }
  const client = new Client({ name: 'sensorium-start', version: '0' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }))
  say(`calling webReader over HTTP (MCP ${client.getNegotiatedProtocolVersion()}): ${page}`)
  const startedAt = performance.now()
  const { content, isError } = await client.callTool({ name: 'webReader', arguments: { url: page } })
  const text = content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('\n')
  if (isError === true) throw new Error(text)
  process.stdout.write(`\n${excerpt(text)}\n\n`)
  say(`read in ${Math.round(performance.now() - startedAt)} ms: ${text.length} characters`)
  await client.close()
}

/** The gateway's key as its user knows it: from the environment, else the one that it keeps. */
async function readKey(): Promise<string> {
  const given = process.env['SENSORIUM_KEYS']?.split(',')[0]?.trim()
  if (given !== undefined && given !== '') return given
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  return (await readFile(join(config, 'sensorium', 'key'), 'utf8')).trim()
}

async function isReachable(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    return ok
  } catch {
    return false
  }
}

/** The beginning of the facts and the beginning of the content, as much as a screen holds. */
function excerpt(text: string): string {
  const [head = '', ...rest] = text.split('\n---\n')
  const cut = (part: string, most: number) => {
    const lines = part.trim().split('\n')
    return [...lines.slice(0, most), ...(lines.length > most ? [`… (${lines.length - most} more lines)`] : [])].join(
      '\n',
    )
  }
  return `${cut(head, 12)}\n---\n${cut(rest.join('\n---\n'), 32)}`
}

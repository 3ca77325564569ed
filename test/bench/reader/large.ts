import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'

/** What large pages, and fifty pages at once, cost the built server: `npm run build` first. Linux only (reads /proc). */
const bin = fileURLToPath(new URL('../../../packages/web-reader/dist/bin.js', import.meta.url))
const section = (at: number): string =>
  `<h2 id="s${at}">Section ${at}</h2><p>A sentence with enough words to count as prose on any page, with <a href="/${at}">a link</a> and <code>name_${at}</code>.</p>` +
  `<pre><code class="language-js">const a = ${at}\nfunction f() {\n  return a\n}</code></pre><ul><li>one item of it</li><li>another <b>bold</b> item</li></ul>` +
  '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>'

function page(size: number): string {
  const parts = ['<!doctype html><title>Large</title><main>']
  for (let at = 0, length = 0; length < size; at++) length += parts[parts.push(section(at)) - 1]?.length ?? 0
  return parts.join('')
}

const pages = { '/large': page(10_000_000), '/middling': page(200_000) }
const site = createServer((request, response) => {
  const [path = '/'] = (request.url ?? '').split('?')
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(path === '/large' ? pages['/large'] : pages['/middling'])
}).listen(0, '127.0.0.1')
await new Promise((resolve) => site.once('listening', resolve))
const host = `127.0.0.1:${(site.address() as AddressInfo).port}`

const megabytes = (pid: number, name: 'VmHWM' | 'VmRSS'): number =>
  Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 0.001024)

async function withServer(run: (read: (path: string) => Promise<boolean>, pid: number) => Promise<void>) {
  const env = { SENSORIUM_ALLOW_PRIVATE_HOSTS: host }
  const transport = new StdioClientTransport({ command: process.execPath, args: [bin], env })
  const client = new Client({ name: 'bench', version: '0' })
  await client.connect(transport)
  const read = async (path: string): Promise<boolean> => {
    const { isError } = await client.callTool({ name: 'webReader', arguments: { url: `http://${host}${path}` } })
    return isError !== true
  }
  await run(read, transport.pid ?? 0)
  await client.close()
}

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await run()
  return Math.round(performance.now() - started)
}

for (let round = 1; round <= 3; round++) {
  await withServer(async (read, pid) => {
    const reads = []
    for (let at = 0; at < 3; at++) {
      const ms = await timed(() => read(`/large?${at}`))
      reads.push(`${ms} ms (peak ${megabytes(pid, 'VmHWM')} MB)`)
    }
    console.log(`10 MB three times over, a server each round: ${reads.join(', ')}; ${megabytes(pid, 'VmRSS')} MB after`)
  })
}
await withServer(async (read, pid) => {
  let failed = 0
  const ms = await timed(() =>
    Promise.all(Array.from({ length: 50 }, async (_, at) => (await read(`/middling?${at}`)) || failed++)),
  )
  console.log(`fifty pages of 200 KB at once: ${ms} ms, ${failed} failed, peak ${megabytes(pid, 'VmHWM')} MB`)
})
site.close()

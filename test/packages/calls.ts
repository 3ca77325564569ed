import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { execa } from 'execa'

/** One call of a server that reaches its engine, and what its answer must hold. */
export interface ProvingCall {
  readonly tool: string
  readonly arguments: Readonly<Record<string, unknown>>
  readonly env: Readonly<Record<string, string>>
  readonly says: RegExp
}

export interface Site extends AsyncDisposable {
  readonly host: string
}

/** A search service, a page and a PDF on loopback. */
export async function serveSite(): Promise<Site> {
  const answers: Readonly<Record<string, readonly [string, string]>> = {
    '/search': [
      'application/json',
      JSON.stringify({
        results: [{ url: 'https://example.org/kelp', title: 'Kelp forests', content: 'Tall brown algae.' }],
      }),
    ],
    '/page': [
      'text/html; charset=utf-8',
      `<title>Kelp</title><main><h1>Kelp</h1><p>${'Kelp grows in underwater forests. '.repeat(20)}</p></main>`,
    ],
    '/paper.pdf': ['application/pdf', pdf('Kelp in portable form')],
  }
  const server = createServer((request, response) => {
    const [type, body] = answers[new URL(request.url ?? '/', 'http://localhost').pathname] ?? ['text/plain', '']
    response.writeHead(body === '' ? 404 : 200, { 'content-type': type }).end(body)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

/** By the folder of the package; `repository` is one that was made here. */
export function provingCalls(host: string, repository: string): Readonly<Record<string, readonly ProvingCall[]>> {
  const open = { SENSORIUM_ALLOW_PRIVATE_HOSTS: host }
  const [black, white] = [picture(0), picture(255)]
  return {
    'web-search': [
      {
        tool: 'webSearchPrime',
        arguments: { search_query: 'kelp' },
        env: { SEARXNG_URL: `http://${host}`, SENSORIUM_SEARCH_ENGINES: 'searxng' },
        says: /Kelp forests/,
      },
    ],
    'web-reader': [
      { tool: 'webReader', arguments: { url: `http://${host}/page` }, env: open, says: /underwater forests/ },
      { tool: 'webReader', arguments: { url: `http://${host}/paper.pdf` }, env: open, says: /Kelp in portable form/ },
    ],
    vision: [
      {
        tool: 'ui_diff_check',
        arguments: { expected_image_source: black, actual_image_source: white, prompt: 'compare' },
        env: {},
        says: /100/,
      },
    ],
    'repo-reader': [
      {
        tool: 'read_file',
        arguments: { repo_name: repository, file_path: 'kelp.md' },
        env: {},
        says: /brown alga/,
      },
    ],
    'code-interpreter': [
      {
        tool: 'run_code',
        arguments: { code: 'print(6 * 7)' },
        // The driver must be found and run wherever a sandbox is not to be had.
        env: { SENSORIUM_DANGEROUSLY_RUN_WITHOUT_SANDBOX: 'true' },
        says: /42/,
      },
    ],
  }
}

/** A page with one line of text. */
function pdf(line: string): string {
  const stream = `BT /F1 24 Tf 72 700 Td (${line}) Tj ET`
  return [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
    `4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj`,
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
    'trailer<</Root 1 0 R>>',
  ].join('\n')
}

/** A grey PNG of 32 × 32 pixels, as a data URL. */
function picture(grey: number): string {
  const chunk = (type: string, data: Buffer) => {
    const out = Buffer.alloc(data.length + 12)
    out.writeUInt32BE(data.length)
    out.write(type, 4, 'latin1')
    data.copy(out, 8)
    out.writeUInt32BE(crc32(out.subarray(4, -4)), data.length + 8)
    return out
  }
  const side = 32
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side)
  header.writeUInt32BE(side, 4)
  header.set([8], 8)
  const rows = Buffer.alloc((side + 1) * side, grey)
  for (let row = 0; row < side; row += 1) rows[row * (side + 1)] = 0
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return `data:image/png;base64,${Buffer.concat([signature, ...parts]).toString('base64')}`
}

/** A repository of one file, made here. */
export async function makeRepository(folder: string): Promise<void> {
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.test', ...args], { cwd: folder })
  await git('init', '--quiet')
  writeFileSync(join(folder, 'kelp.md'), 'Kelp is a brown alga.\n')
  await git('add', '.')
  await git('commit', '--quiet', '-m', 'Add kelp')
}

import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createFetcher } from '@sensorium/net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { call } from '../../testing/call.ts'
import { drawing } from '../../testing/pictures.ts'
import { fetchBytes } from './fetch-bytes.ts'
import { createLoader } from './load.ts'

let folder = ''
const png = await drawing(64, 64).png().toBuffer()
const server = createServer((request, response) => {
  if (request.url === '/a.txt') response.writeHead(200, { 'content-type': 'text/plain' }).end(png)
  else if (request.url === '/huge') response.writeHead(200, { 'content-length': 900_000_000 }).end('x')
  else response.writeHead(404).end('gone')
})

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vision-load-'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`
function loader() {
  const fetcher = createFetcher({ allowHosts: [host()] })
  return createLoader({ roots: [], cwd: folder, fetchBytes: (url, signal) => fetchBytes(fetcher, url, signal) })
}

it('reads a picture whatever its name says', async () => {
  await writeFile(path.join(folder, 'shot.jpg'), png)
  expect(await loader().load('shot.jpg', ['image'], call())).toMatchObject({
    mime: 'image/png',
    label: 'shot.jpg',
    data: png,
  })
})

it('fetches a picture whatever its header says', async () => {
  expect(await loader().load(`http://${host()}/a.txt`, ['image'], call())).toMatchObject({
    mime: 'image/png',
    data: png,
  })
})

it('names what the server answered instead of a picture', async () => {
  await expect(loader().load(`http://${host()}/gone`, ['image'], call())).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('404'),
  })
  await expect(loader().load(`http://${host()}/huge`, ['image'], call())).rejects.toMatchObject({ code: 'too_large' })
})

it('leaves private addresses alone', async () => {
  await expect(loader().load('http://127.0.0.1:1/a.png', ['image'], call())).rejects.toMatchObject({ code: 'blocked' })
  await expect(loader().load('http://169.254.169.254/latest', ['image'], call())).rejects.toMatchObject({
    code: 'blocked',
  })
})

it('refuses directories, devices and pipes without waiting for them', async () => {
  await mkdir(path.join(folder, 'dir.png'))
  execFileSync('mkfifo', [path.join(folder, 'pipe.png')])
  await expect(loader().load('dir.png', ['image'], call())).rejects.toThrow(/directory/)
  await expect(loader().load('pipe.png', ['image'], call())).rejects.toThrow(/regular file/)
  await expect(loader().load('/dev/zero', ['image'], call())).rejects.toThrow(/regular file/)
})

it('refuses a file by its size before reading it', async () => {
  const file = path.join(folder, 'large.png')
  await writeFile(file, png)
  await truncate(file, 65_000_000)
  await expect(loader().load('large.png', ['image'], call())).rejects.toMatchObject({
    code: 'too_large',
    message: expect.stringContaining('64 MB'),
  })
})

it('says which tool takes a file that this one does not', async () => {
  await writeFile(path.join(folder, 'doc.png'), '%PDF-1.7\n')
  await expect(loader().load('doc.png', ['image'], call())).rejects.toMatchObject({
    hint: expect.stringContaining('parse_document'),
  })
})

it('stops at a cancellation', async () => {
  const cancelled = call({ signal: AbortSignal.abort(new Error('stop')) })
  await expect(loader().load('shot.jpg', ['image'], cancelled)).rejects.toThrow('stop')
})

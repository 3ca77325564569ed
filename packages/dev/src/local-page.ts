import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** A page that is there without the internet: the documentation that npm installs with itself. */
export interface LocalPage extends Disposable {
  readonly url: string
  /** `host:port`, to be allowed although it is local. */
  readonly host: string
}

/** Serves npm's own documentation of package.json on a free loopback port. */
export async function serveLocalPage(npmCli: string): Promise<LocalPage> {
  const file = join(npmCli, '..', '..', 'docs', 'output', 'configuring-npm', 'package-json.html')
  const html = await readFile(file)
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  return { url: `http://${host}/configuring-npm/package-json`, host, [Symbol.dispose]: () => server.close() }
}

import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ClientLine, ClientLines } from '../../../cli/client-lines.ts'
import type { ServerFace } from '../../../server/service.ts'
import type { Peer } from '../peer.ts'
import { refuse } from '../reply.ts'
import { script } from './script.ts'
import { style } from './style.ts'

/** The page at `/`. */
export type StatusPage = (request: IncomingMessage, response: ServerResponse, peer: Peer) => void

export interface PageOptions {
  readonly face: Pick<ServerFace, 'title' | 'version'>
  readonly clientLines: ClientLines
  /** False where everybody may come in. */
  readonly needsKey: boolean
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Anybody sees that the gateway is up and how to connect to it, with YOUR_KEY for a key. What the gateway does is not in
 * the page: its script reads that from `/status`, with the key that its reader gives it.
 */
export function createStatusPage({ face, clientLines, needsKey }: PageOptions): StatusPage {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `style-src ${hashOf(style)}`,
      `script-src ${hashOf(script)}`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  return (request, response, { protocol, host }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Method not allowed', { allow: 'GET, HEAD' })
    const url = `${protocol}://${host}`
    const lines = clientLines(url, needsKey ? 'YOUR_KEY' : undefined)
    const body = Buffer.from(document({ face, url, lines, needsKey }))
    response.writeHead(200, { ...headers, 'content-length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

interface Content extends Pick<PageOptions, 'face' | 'needsKey'> {
  readonly url: string
  readonly lines: readonly ClientLine[]
}

function document({ face, url, lines, needsKey }: Content): string {
  const [title, version, endpoint] = [face.title, face.version, `${url}/mcp`].map(escaped)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="up" id="up" role="status"><span>Up</span> <small>version ${version}</small></p>
<p class="endpoint"><code>${endpoint}</code></p>
</header>
<main>
<form id="unlock" hidden${needsKey ? ' data-needs-key' : ''}>
<input type="text" autocomplete="username" value="operator" hidden>
<label for="key">Operator’s key</label>
<input id="key" type="password" autocomplete="current-password" spellcheck="false" required>
<button>Show what it does</button>
<p id="refused" role="alert"></p>
</form>
<section id="state" hidden aria-label="State">
<dl id="figures"></dl>
<h2 id="engines-title">Servers and their engines</h2>
<div id="servers"></div>
<h2>Recent calls</h2>
<svg id="pulse" viewBox="0 0 600 64" preserveAspectRatio="none" aria-hidden="true"></svg>
<div class="scroll" tabindex="0" role="region" aria-label="Recent calls">
<table><thead><tr><th scope="col">Time</th><th scope="col">Tool</th><th scope="col">Key</th><th scope="col">Outcome</th><th scope="col">Took</th></tr></thead><tbody id="recent"></tbody></table>
</div>
</section>
<section aria-labelledby="connect-title">
<h2 id="connect-title">Connect a client</h2>
<p>${needsKey ? 'Put your key where it says <code>YOUR_KEY</code>.' : 'No key is needed from this machine.'} A client of the older SSE kind takes <code>${escaped(url)}/sse</code>.</p>
${lines.map(snippet).join('\n')}
</section>
</main>
<footer><a href="/healthz">/healthz</a> <a href="/readyz">/readyz</a> <span>With an operator’s key: <code>/status</code> <code>/usage</code> <code>/metrics</code></span></footer>
<script>${script}</script>
</body>
</html>
`
}

function snippet({ client, where, text }: ClientLine): string {
  return `<details name="client"><summary><b>${escaped(client)}</b> <span>${escaped(where)}</span></summary><pre tabindex="0"><code>${escaped(indented(text))}</code></pre><button class="copy" type="button" hidden>Copy</button></details>`
}

/** JSON as people write it; everything else as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#1d7a68" stroke-width="2.5"><circle cx="16" cy="16" r="13"/><circle cx="16" cy="16" r="7.5"/></g><circle cx="16" cy="16" r="3" fill="#c2432a"/></svg>`

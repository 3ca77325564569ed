import type { IncomingMessage, ServerResponse } from 'node:http'

export interface ForgeState {
  /** Status of every answer, with headers. */
  failure?: { readonly status: number; readonly headers?: Record<string, string> } | undefined
  /** Never answers. */
  silent?: boolean
  /** Paths and Authorization headers of the requests. */
  readonly seen: { readonly path: string; readonly authorization: string | undefined }[]
}

const issue = {
  title: 'Wheel spins backwards',
  html_url: 'https://forge.example/acme/widget/issues/7',
  state: 'open',
  updated_at: '2026-01-02T03:04:05Z',
  body: 'It should\r\nspin forwards.',
}
const pull = {
  ...issue,
  title: 'Reverse the wheel',
  html_url: 'https://forge.example/acme/widget/pull/8',
  state: 'closed',
  pull_request: { merged_at: '2026-01-03T00:00:00Z' },
}

/** Answers as GitHub's, GitLab's and Gitea's REST API do, under the prefixes of each. */
export function answerAsForge(state: ForgeState, request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url ?? ''
  if (!path.startsWith('/api/')) return false
  state.seen.push({ path, authorization: request.headers.authorization })
  if (state.silent === true) return true
  if (state.failure !== undefined) {
    response.writeHead(state.failure.status, state.failure.headers).end('{"message":"no"}')
    return true
  }
  const body = bodyOf(path)
  response
    .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    .end(JSON.stringify(body ?? {}))
  return true
}

function bodyOf(path: string): unknown {
  if (path.startsWith('/api/v3/search/issues')) return { total_count: 2, items: [issue, pull] }
  if (/^\/api\/v3\/repos\/acme\/widget.*\/releases/.test(path)) {
    return [
      {
        tag_name: 'v2.0.0',
        name: null,
        html_url: 'https://forge.example/r/2',
        published_at: '2026-02-01T00:00:00Z',
        body: 'Wheels.',
      },
    ]
  }
  if (/^\/api\/v3\/repos\/acme\/widget.*\/contributors/.test(path)) {
    return [{ login: 'ada', html_url: 'https://forge.example/ada', contributions: 41 }, { login: null }]
  }
  if (/^\/api\/v4\/projects\/acme%2Fwidget[^/]*\/issues/.test(path))
    return [{ ...issue, web_url: issue.html_url, description: issue.body }]
  if (/^\/api\/v4\/projects\/acme%2Fwidget[^/]*\/merge_requests/.test(path)) return []
  if (path.startsWith('/api/v1/repos/acme/widget')) return [issue, pull]
  return undefined
}

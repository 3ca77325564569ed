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

/** Answers as GitHub's, GitLab's, Gitea's and Gitee's REST API do, under the prefixes of each. */
export function answerAsForge(state: ForgeState, request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url ?? ''
  if (!path.startsWith('/api/')) return false
  state.seen.push({ path, authorization: request.headers.authorization })
  if (state.silent === true) return true
  if (state.failure !== undefined) {
    response.writeHead(state.failure.status, state.failure.headers).end('{"message":"no"}')
    return true
  }
  // Gitee knows `Bearer` and `access_token`; Gitea's `token` is no one to it.
  if (path.startsWith('/api/v5/') && request.headers.authorization?.startsWith('token ')) {
    response.writeHead(401).end('{"message":"401 Unauthorized"}')
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
  return giteeBodyOf(new URL(path, 'http://forge.example'))
}

/** Gitee: issues alone in their list, no search of pull requests, releases oldest first and without an address. */
function giteeBodyOf({ pathname, searchParams }: URL): unknown {
  const [, rest] = /^\/api\/v5\/repos\/acme\/widget(?:\.git)?\/(\w+)$/.exec(pathname) ?? []
  const only = (allowed: string) => [...searchParams.keys()].every((name) => allowed.split(' ').includes(name))
  switch (rest) {
    case 'issues':
      return only('state q page per_page sort direction')
        ? [{ ...issue, number: 'I4WHEEL', state: 'progressing' }]
        : undefined
    case 'pulls': {
      const { pull_request: _, ...record } = pull
      const other = { ...record, title: 'Paint the fence', html_url: 'https://forge.example/acme/widget/pulls/9' }
      return only('state page per_page sort direction') ? [other, { ...record, state: 'merged' }] : undefined
    }
    case 'releases': {
      const oldestFirst = ['v1.0.0', 'v2.0.0'].map((tag_name, at) => ({
        tag_name,
        name: tag_name,
        created_at: `2026-0${at + 1}-01T00:00:00+08:00`,
        body: 'Wheels.',
      }))
      return searchParams.get('direction') === 'desc' ? oldestFirst.toReversed() : oldestFirst
    }
    case 'contributors':
      return [{ email: 'ada@example.com', name: 'ada', contributions: 41 }]
    default:
      return undefined
  }
}

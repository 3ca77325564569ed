/** What a path asks for. `base` is the endpoint's prefix: empty for all tools, `/api/mcp/web_reader` for one server. */
export interface Route {
  readonly door: 'mcp' | 'sse' | 'messages'
  readonly base: string
}

/** Splits a path into endpoint and door; undefined when it names no door. */
export function routeOf(pathname: string): Route | undefined {
  const match = /^(.*)\/(mcp|sse|messages)\/?$/.exec(pathname)
  const [, base, door] = match ?? []
  if (base === undefined) return undefined
  return door === 'mcp' || door === 'sse' || door === 'messages' ? { door, base } : undefined
}

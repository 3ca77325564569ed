import type { IncomingMessage } from 'node:http'

/**
 * The credential of a request in the forms in which clients send it (CONTRACTS section 1): `Authorization: Bearer KEY`,
 * `Authorization: KEY`, or the query parameter `Authorization=KEY`, with or without `Bearer `. The header wins.
 */
export function credentialOf(request: IncomingMessage, query: URLSearchParams): string | undefined {
  return bare(request.headers.authorization) ?? bare(queryCredential(query))
}

/** Whether the key came by query: such clients do not repeat it when they post to a legacy message address. */
export function cameByQuery(request: IncomingMessage, query: URLSearchParams): boolean {
  return bare(request.headers.authorization) === undefined && bare(queryCredential(query)) !== undefined
}

function queryCredential(query: URLSearchParams): string | undefined {
  return query.get('Authorization') ?? query.get('authorization') ?? undefined
}

function bare(value: string | undefined): string | undefined {
  const key = value?.replace(/^\s*bearer\s+/i, '').trim()
  return key === '' || key?.toLowerCase() === 'bearer' ? undefined : key
}

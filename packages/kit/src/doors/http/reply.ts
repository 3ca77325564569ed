import type { ServerResponse } from 'node:http'

/** JSON-RPC's code for an error that the transport, not a method, found (SDK usage; -32000 to -32099 are ours). */
export const transportError = -32_000

export const parseError = -32_700

/** Answers with a status and a JSON-RPC error body that any client can show; does nothing once headers are out. */
export function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  code = transportError,
): void {
  if (response.headersSent) return
  sendJson(response, status, { jsonrpc: '2.0', error: { code, message }, id: null }, headers)
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  // A string leaves together with the headers, in one write; bytes would take a second.
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(text)
}

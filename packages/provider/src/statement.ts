/** What a vendor says of a failure, wherever in the body it says it. */
export interface Statement {
  readonly code?: string
  readonly message?: string
  readonly field?: string
  readonly requestId?: string
}

const harmless: ReadonlySet<string> = new Set(['', '0', '200', 'ok', 'OK', 'success', 'Success', 'SUCCESS'])

/**
 * Finds a failure in a body: under `error` (an object or a sentence), under `error.error` or `response.error`, at the
 * top level, as `success: false` or `type: "error"`, or as JSON quoted inside a message. With a good status (`good`) a
 * bare top-level `message` is no failure.
 */
export function findStatement(body: unknown, good: boolean, depth = 0): Statement | undefined {
  if (!isRecord(body) || depth > 3) return undefined
  const requestId = textOf(body['request_id']) ?? textOf(body['requestId'])
  const more = requestId === undefined ? {} : { requestId }
  const { response } = body
  const error = body['error'] ?? (isRecord(response) ? response['error'] : undefined)
  if (typeof error === 'string' && error !== '') return { message: error, ...more }
  if (isRecord(error)) return { ...more, ...(findStatement(error, false, depth + 1) ?? { message: 'no reason given' }) }

  const code = textOf(body['code']) ?? textOf(body['type'])
  const message = [body['message'], body['msg'], body['info'], good ? undefined : body['detail']]
    .map(textOf)
    .find(Boolean)
  const failed = good
    ? body['success'] === false || body['type'] === 'error' || (hasFailureCode(body['code']) && message !== undefined)
    : code !== undefined || message !== undefined
  if (!failed) return undefined
  const quoted = quotedJson(message)
  const inner = quoted === undefined ? undefined : findStatement(quoted, false, depth + 1)
  if (inner?.code !== undefined) return { ...more, ...inner }
  const field = textOf(body['param']) ?? fieldIn(message)
  return {
    ...more,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(field === undefined ? {} : { field }),
  }
}

function hasFailureCode(code: unknown): boolean {
  return textOf(code) !== undefined && !harmless.has(String(code))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Gateways quote the answer from behind them: `MCP error -429: {"error":{"code":"1310",…}}`. */
function quotedJson(message: string | undefined): unknown {
  const start = message?.indexOf('{') ?? -1
  if (message === undefined || start < 0) return undefined
  try {
    return JSON.parse(message.slice(start, message.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}

/** The field that a message names, in the vendors' ways of naming it. */
function fieldIn(message: string | undefined): string | undefined {
  const name = String.raw`[\x60'"]?([A-Za-z_][\w.[\]]*)`
  return message?.slice(0, 1000).match(new RegExp(`(?:parameter|参数非法|field|参数)\\s*[:：]?\\s*${name}`, 'i'))?.[1]
}

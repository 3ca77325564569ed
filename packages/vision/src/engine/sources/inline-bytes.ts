import { ToolError } from '@sensorium/kit'
import { imageFileBytes } from './caps.ts'

/** Shorter strings are taken for paths: the base64 of the smallest picture of use is longer. */
const shortestBareBase64 = 200

/**
 * Bytes that a client put into the argument itself: a `data:` URL, bare base64, or an MCP image block as JSON.
 * Undefined when the string is none of these.
 */
export function inlineBytes(given: string): Buffer | undefined {
  if (/^\s*data:/i.test(given)) return dataUrlBytes(given.trim())
  if (/^\s*\{/.test(given)) return contentBlockBytes(given)
  if (given.length >= shortestBareBase64 && !given.includes('.')) return base64Bytes(given)
  return undefined
}

/** `data:[<media type>][;base64],<data>` (RFC 2397). The media type is not believed: content decides. */
function dataUrlBytes(url: string): Buffer {
  const comma = url.indexOf(',')
  if (comma < 0) throw invalid('The data: URL has no comma, so no data.')
  const data = url.slice(comma + 1)
  if (!/;base64$/i.test(url.slice(0, comma).trim())) {
    capped(data.length)
    return percentDecoded(data)
  }
  const bytes = base64Bytes(data.includes('%') ? percentDecoded(data).toString('latin1') : data)
  if (bytes === undefined) throw invalid('The data: URL says base64, but its data is not base64.')
  return bytes
}

/** Percent-encoding (RFC 3986) undone to bytes; a lone `%` stands for itself. */
function percentDecoded(data: string): Buffer {
  const latin1 = Buffer.from(data, 'utf8').toString('latin1')
  const decoded = latin1.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(decoded, 'latin1')
}

function contentBlockBytes(json: string): Buffer | undefined {
  try {
    const block: unknown = JSON.parse(json)
    if (typeof block !== 'object' || block === null || !('data' in block) || typeof block.data !== 'string')
      return undefined
    return base64Bytes(block.data)
  } catch (error) {
    if (ToolError.isInstance(error)) throw error
    return undefined
  }
}

function base64Bytes(data: string): Buffer | undefined {
  capped(data.length * 0.75)
  if (/[^A-Za-z0-9+/=_\s-]/.test(data)) return undefined
  const bytes = Buffer.from(data, 'base64')
  return bytes.length === 0 ? undefined : bytes
}

function capped(bytes: number): void {
  if (bytes > imageFileBytes)
    throw new ToolError(
      'too_large',
      `Inline data of ${Math.round(bytes / 1e6)} MB is over the limit of ${imageFileBytes / 1e6} MB.`,
    )
}

function invalid(message: string): ToolError {
  return new ToolError('invalid_input', message, { hint: 'Give the path of the file instead.' })
}

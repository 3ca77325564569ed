import { fileURLToPath } from 'node:url'
import { ToolError } from '@sensorium/kit'
import { inlineBytes } from './inline-bytes.ts'

/** What a source string names, before anything is read. */
export type Source =
  | { readonly kind: 'inline'; readonly bytes: Buffer }
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'path'; readonly path: string }

const longestAddress = 4096

/**
 * Tells what a model-given source is: inline data (`data:` URL, bare base64, an MCP image block), an http(s) URL,
 * or a path (relative, absolute, `~`, `file://`, Windows). Reads nothing.
 * @throws ToolError `invalid_input` with a sentence of its own for each form that is not accepted.
 */
export function parseSource(given: string): Source {
  const inline = inlineBytes(given)
  if (inline !== undefined) return { kind: 'inline', bytes: inline }

  const source = unquoted(given.trim())
  if (source === '') throw refused('The source is empty.')
  if (source.length > longestAddress)
    throw refused(`The source is ${source.length} characters long and is no data: URL.`)
  if (source.includes('\0')) throw refused('The source holds a NUL character.')
  if (/^(\\\\|\/\/)/.test(source)) throw refused('Network shares (\\\\host\\share, //host/share) are not opened.')
  if (/^[a-z]:[\\/]/i.test(source)) return { kind: 'path', path: source }

  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(source)?.[1]?.toLowerCase()
  switch (scheme) {
    case undefined:
      return { kind: 'path', path: source }
    case 'http':
    case 'https':
      return { kind: 'url', url: parseUrl(source) }
    case 'file':
      return { kind: 'path', path: filePath(parseUrl(source)) }
    default:
      throw refused(`Sources of scheme ${scheme}: are not read.`)
  }
}

function filePath(url: URL): string {
  if (url.hostname !== '') throw refused(`file://${url.hostname}/ names another host.`)
  const drive = /^\/([a-z]:\/.*)$/i.exec(url.pathname)?.[1]
  try {
    return drive === undefined ? fileURLToPath(url) : decodeURIComponent(drive)
  } catch (cause) {
    throw refused('The file:// URL is not a path.', cause)
  }
}

function parseUrl(source: string): URL {
  if (!URL.canParse(source)) throw refused('The URL cannot be parsed.')
  return new URL(source)
}

/** Models wrap paths in quotes, and Markdown users in angle brackets. */
function unquoted(source: string): string {
  return /^(["'`])(.*)\1$/s.exec(source)?.[2] ?? /^<(.*)>$/s.exec(source)?.[1] ?? source
}

function refused(message: string, cause?: unknown): ToolError {
  return new ToolError('invalid_input', message, {
    hint: 'Give a file path, a file:// URL, an http(s) URL or a data: URL.',
    cause,
  })
}

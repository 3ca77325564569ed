import { parse } from 'yaml'
import type { Snippet } from './snippets.cases.ts'

/** What a client makes of its configuration: where it connects, how, and what it sends. */
export interface Target {
  readonly url: string
  readonly legacy: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** Reads a snippet as its client would. */
export function readSnippet(form: Snippet['form'], text: string): Target {
  if (form === 'address') return target({ url: text })
  if (form === 'command') return readCommand(text)
  const [servers] = Object.values<Record<string, Entry>>(form === 'json' ? JSON.parse(text) : parse(text))
  const [entry] = Object.values(servers ?? {})
  return target(entry ?? {})
}

interface Entry {
  readonly type?: string
  readonly url?: string
  readonly httpUrl?: string
  readonly uri?: string
  readonly headers?: Record<string, string>
}

function target({ type, url, httpUrl, uri, headers }: Entry): Target {
  const address = url ?? httpUrl ?? uri ?? ''
  return { url: address, legacy: type === 'sse' || new URL(address).pathname.endsWith('/sse'), headers: headers ?? {} }
}

/** `claude mcp add … NAME URL --header "Name: value"` */
function readCommand(text: string): Target {
  const words = (text.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))
  const url = words.find((word) => word.includes('://')) ?? ''
  const [name = '', ...value] = (words[words.indexOf('--header') + 1] ?? '').split(':')
  return target({ type: words[words.indexOf('-t') + 1] ?? '', url, headers: { [name]: value.join(':').trim() } })
}

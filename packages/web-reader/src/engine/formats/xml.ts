import { Parser } from 'htmlparser2'

export type Attributes = Readonly<Record<string, string>>

export interface XmlHandler {
  /** Names are local: the namespace prefix is taken off. Attribute names are kept as written. */
  readonly open?: (name: string, attributes: Attributes) => void
  readonly text?: (value: string) => void
  readonly close?: (name: string) => void
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/**
 * Reads XML as a stream of events: linear in time, no tree, no entities but the five of XML and character references,
 * so that neither nesting nor entity declarations cost more than their own length.
 */
export function readXml(xml: string, { open, text, close }: XmlHandler): void {
  const parser = new Parser(
    {
      ...(open === undefined ? {} : { onopentag: (name, attributes) => open(local(name), attributes) }),
      ...(text === undefined ? {} : { ontext: text }),
      ...(close === undefined ? {} : { onclosetag: (name) => close(local(name)) }),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
}

/** Text of the first element of this local name, trimmed; undefined when it is missing or empty. */
export function firstText(xml: string, wanted: string): string | undefined {
  let inside = 0
  let found = ''
  let done = false
  readXml(xml, {
    open: (name) => {
      if (name === wanted && !done) inside += 1
    },
    text: (value) => {
      if (inside > 0) found += value
    },
    close: (name) => {
      if (name === wanted && inside > 0) {
        inside -= 1
        done ||= inside === 0
      }
    },
  })
  return found.trim() === '' ? undefined : found.trim()
}

/** Text made safe inside HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

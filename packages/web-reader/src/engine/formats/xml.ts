import { Tokenizer } from 'htmlparser2'

export type Attributes = Readonly<Record<string, string>>

export interface XmlHandler {
  /** Names are local: the namespace prefix is taken off. Attribute names are kept as written. */
  readonly open?: (name: string, attributes: Attributes) => void
  readonly text?: (value: string) => void
  readonly close?: (name: string) => void
}

/**
 * Reads XML as a stream of events. Neither nesting nor entity declarations cost more than their own length: there is no
 * tree and no stack (the parser above this tokenizer keeps one, at quadratic cost), and no entities but the five of XML
 * and character references.
 */
export function readXml(xml: string, { open, text, close }: XmlHandler): void {
  let name = ''
  let attributes: Record<string, string> = {}
  let attributeName = ''
  let attributeValue = ''
  const local = (start: number, end: number) => {
    const qualified = xml.slice(start, end)
    return qualified.slice(qualified.indexOf(':') + 1)
  }
  const opened = () => open?.(name, attributes)
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: true },
    {
      ontext: (start, end) => text?.(xml.slice(start, end)),
      ontextentity: (codepoint) => text?.(String.fromCodePoint(codepoint)),
      oncdata: (start, end, offset) => text?.(xml.slice(start, end - offset)),
      onopentagname: (start, end) => {
        name = local(start, end)
        attributes = {}
      },
      onattribname: (start, end) => {
        attributeName = xml.slice(start, end)
        attributeValue = ''
      },
      onattribdata: (start, end) => {
        attributeValue += xml.slice(start, end)
      },
      onattribentity: (codepoint) => {
        attributeValue += String.fromCodePoint(codepoint)
      },
      onattribend: () => {
        attributes[attributeName] = attributeValue
      },
      onopentagend: opened,
      onselfclosingtag: () => {
        opened()
        close?.(name)
      },
      onclosetag: (start, end) => close?.(local(start, end)),
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
      isInForeignContext: () => false,
    },
  )
  tokenizer.write(xml)
  tokenizer.end()
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

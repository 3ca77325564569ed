/** The content a tool may return to a client (MCP `ContentBlock`, the part we use). */
export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly data: string; readonly mimeType: string }

/** A block of text for the model. */
export function text(value: string): ContentBlock {
  return { type: 'text', text: value }
}

/** An image for a model that sees; `bytes` are encoded here, so that base64 never travels as text. */
export function image(bytes: Uint8Array, mimeType: string): ContentBlock {
  return { type: 'image', data: Buffer.from(bytes).toString('base64'), mimeType }
}

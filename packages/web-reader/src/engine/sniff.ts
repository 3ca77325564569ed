/** What a response is, told from its bytes first and its label second: labels lie (PDF as text/html, HTML as text/plain). */
export type Format = 'html' | 'text'

/** Recognises HTML; everything else is text until other formats are read. */
export function sniffFormat(bytes: Uint8Array, contentType: string, url: URL): Format {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).replaceAll('\0', '')
  if (
    /^\W{0,4}\s*(<!--[\s\S]*?-->\s*)*(<!doctype html|<html|<head|<body|<\?xml[^>]*\?>\s*<!doctype html|<\?xml[^>]*\?>\s*<html)/i.test(
      head,
    )
  )
    return 'html'
  if (/\b(html|xhtml)\b/i.test(contentType)) return 'html'
  if (contentType === '' && /\.html?$/i.test(url.pathname)) return 'html'
  return 'text'
}

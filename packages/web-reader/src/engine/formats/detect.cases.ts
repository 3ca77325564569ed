import { strToU8 } from 'fflate'
import type { Format } from './format.ts'
import { docx, drawn, epub, pdf, png, pptx, xlsx, zip } from './samples.ts'

/** What arrives, under which label, and what it is. */
export interface DetectCase {
  readonly title: string
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly path: string
  readonly format: Format
}

const arrives = (
  title: string,
  content: string | Uint8Array,
  contentType: string,
  path: string,
  format: Format,
): DetectCase => ({
  title,
  bytes: typeof content === 'string' ? strToU8(content) : content,
  contentType,
  path,
  format,
})

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

export const detectCases: readonly DetectCase[] = [
  arrives('HTML', '<!doctype html><p>x', 'text/html', '/', 'html'),
  arrives('HTML called text', '\n <!-- c --><html><p>x', 'text/plain', '/', 'html'),
  arrives('HTML without a label', '<html><p>x', '', '/page', 'html'),
  arrives('HTML that begins anyhow', '<p>x', 'text/html; charset=utf-8', '/', 'html'),
  arrives('XHTML', '<?xml version="1.0"?><!DOCTYPE html><html>', 'application/xhtml+xml', '/', 'html'),
  arrives('HTML in UTF-16', utf16('<!doctype html><p>x'), 'text/html', '/', 'html'),
  arrives('HTML with a byte order mark', '\ufeff<!doctype html>', '', '/', 'html'),
  arrives('an HTML snippet shown as text', 'use <html> here', 'text/plain', '/a.txt', 'text'),
  arrives('Markdown', '# x', 'text/markdown; charset=utf-8', '/', 'markdown'),
  arrives('Markdown as forges send it', '# x', 'text/plain', '/README.md', 'markdown'),
  arrives('text', 'hello', 'text/plain', '/', 'text'),
  arrives('source code', 'int main() {}', 'text/x-c', '/a.c', 'text'),
  arrives('text in UTF-16', utf16('plain words'), 'text/plain', '/', 'text'),
  arrives('nothing', '', '', '/', 'text'),
  arrives('JSON', '{"a":1}', 'application/json', '/', 'json'),
  arrives('JSON of a vendor', '{"a":1}', 'application/vnd.api+json', '/', 'json'),
  arrives('JSON called script', '{"a":1}', 'text/javascript', '/', 'json'),
  arrives('JSON called HTML', '[{"a":1}]', 'text/html', '/api', 'json'),
  arrives('JSON without a label', ' [1, 2]', '', '/', 'json'),
  arrives('JSON by name', '{"a":1}', 'application/octet-stream', '/a.json', 'json'),
  arrives('a script', 'export default {}', 'text/javascript', '/a.js', 'text'),
  arrives('JSON lines', '{"a":1}\n{"a":2}', 'application/x-ndjson', '/', 'jsonl'),
  arrives('JSON lines by name', '{"a":1}\n{"a":2}', '', '/a.jsonl', 'jsonl'),
  arrives('CSV', 'a,b', 'text/csv', '/', 'csv'),
  arrives('CSV by name', 'a,b', 'text/plain', '/a.csv', 'csv'),
  arrives('RSS', '<?xml version="1.0"?><rss version="2.0">', 'application/rss+xml', '/', 'feed'),
  arrives('RSS called HTML', '<rss version="2.0">', 'text/html', '/', 'feed'),
  arrives('Atom', '<?xml version="1.0"?><!-- c --><feed xmlns="x">', 'text/xml', '/', 'feed'),
  arrives('a JSON feed', '{"version":"https://jsonfeed.org/version/1.1"}', 'application/feed+json', '/', 'feed'),
  arrives('a sitemap', '<?xml version="1.0"?><urlset>', 'application/xml', '/', 'text'),
  arrives('PDF', pdf(drawn('x', 10, 10)), 'application/pdf', '/', 'pdf'),
  arrives('PDF called HTML', pdf(drawn('x', 10, 10)), 'text/html', '/', 'pdf'),
  arrives('PDF after noise', strToU8(`noise\n%PDF-1.7`), '', '/', 'pdf'),
  arrives('Word', docx(''), 'application/octet-stream', '/', 'docx'),
  arrives('a workbook', xlsx(''), 'application/zip', '/', 'xlsx'),
  arrives('a presentation', pptx(''), '', '/', 'pptx'),
  arrives('a book', epub('x'), 'application/zip', '/', 'epub'),
  arrives('an archive', zip({ 'a.txt': 'x' }), 'application/zip', '/', 'unknown'),
  arrives('PNG', png(1, 1), 'image/png', '/', 'image'),
  arrives('PNG called text', png(1, 1), 'text/plain', '/', 'image'),
  arrives('JPEG', Buffer.from('ffd8ffe000104a46494600', 'hex'), '', '/', 'image'),
  arrives('GIF', strToU8('GIF89a'), '', '/', 'image'),
  arrives('WebP', strToU8('RIFF\u0001\u0001\u0001\u0001WEBPVP8 '), '', '/', 'image'),
  arrives('AVIF', strToU8('\0\0\0\u0020ftypavif'), '', '/', 'image'),
  arrives('SVG', '<?xml version="1.0"?><svg xmlns="x">', 'image/svg+xml', '/', 'image'),
  arrives('a program', Buffer.from('7f454c460201010000000000000000000300', 'hex'), 'text/plain', '/', 'unknown'),
  arrives('sound', Buffer.from('4944330300000000000000000000000000', 'hex'), 'audio/mpeg', '/', 'unknown'),
  arrives('compressed data', Buffer.from('1f8b0800000000000003cb48cdc9c907008610', 'hex'), '', '/', 'unknown'),
]

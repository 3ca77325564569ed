import { decodeText } from '../charset.ts'
import { FormatError, type FormatParser } from './format.ts'

/** Characters of pretty JSON that are kept; deeply nested data grows tenfold by indentation. */
const maxChars = 4_000_000
const maxLines = 20_000

function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code}\n${fence}`
}

function bounded(code: string, unit: string): { code: string; notices: string[] } {
  if (code.length <= maxChars) return { code, notices: [] }
  const cut = code.slice(0, code.lastIndexOf('\n', maxChars))
  return { code: cut, notices: [`The ${unit} is cut after ${maxChars.toLocaleString('en')} characters.`] }
}

/** JSON, indented; what does not parse is shown as it is, and said to be so. */
export const parseJson: FormatParser = async ({ bytes, contentType }) => {
  const { text } = decodeText(bytes, contentType)
  // Guards that servers put before JSON so that scripts cannot load it.
  const bare = text.replace(/^\ufeff|^\)\]\}',?\n|^for\s*\(;;\);/, '')
  let pretty: string
  let damaged: string[] = []
  try {
    pretty = JSON.stringify(JSON.parse(bare), undefined, 2)
  } catch (cause) {
    if (cause instanceof RangeError) throw new FormatError('too_large', 'The JSON is nested too deeply.', { cause })
    pretty = bare
    damaged = ['The JSON is not valid; it is shown as it was sent.']
  }
  const { code, notices } = bounded(pretty, 'JSON')
  return { body: { markdown: fenced(code, 'json') }, notices: [...damaged, ...notices] }
}

/** JSON lines as they are, one record a line. */
export const parseJsonLines: FormatParser = async ({ bytes, contentType }) => {
  const lines = decodeText(bytes, contentType).text.trim().split(/\r?\n/)
  const shown = lines.slice(0, maxLines).join('\n')
  const { code, notices } = bounded(shown, 'file')
  const left = lines.length - maxLines
  const omitted =
    left > 0 ? [`${left.toLocaleString('en')} of ${lines.length.toLocaleString('en')} records are left out.`] : []
  return { body: { markdown: fenced(code, 'jsonl') }, notices: [...omitted, ...notices] }
}

/** What a tool answers: text, and pictures for a model that sees. */
export interface Answer {
  readonly text: string
  readonly pictures: readonly { readonly bytes: Uint8Array; readonly mime: string }[]
}

/** A body followed by how it came about; the answer always says which way it went. */
export function withNotes(body: string, notes: readonly string[]): string {
  return `${body}\n\n---\n${notes.join(' ')}`
}

/** OCR output between fences that its own text cannot close. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}

/** The first characters of a long text, with a sentence that says what was left out. */
export function cutTo(text: string, characters: number): string {
  if (text.length <= characters) return text
  const end = text.lastIndexOf('\n', characters)
  const kept = text.slice(0, end > characters / 2 ? end : characters)
  return `${kept}\n[cut: ${text.length - kept.length} more characters; give a part of the picture to read them]`
}

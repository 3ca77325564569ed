import type { z } from 'zod'

/** The first fault that zod found: its path (`messages[0].content`) and a sentence's end about it. */
export function issueOf(error: z.ZodError): { readonly path: string | undefined; readonly words: string } {
  const [issue] = error.issues
  if (issue === undefined) return { path: undefined, words: 'is not valid' }
  const path = issue.path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('')
  return path === ''
    ? { path: undefined, words: `is not valid: ${issue.message}` }
    : { path, words: `has a bad ${path}: ${issue.message}` }
}

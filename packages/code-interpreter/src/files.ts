import { ToolError } from '@sensorium/kit'

/** Bounds of the files sent with one call. */
export const LIMITS = { files: 32, path: 200, bytes: 8 * 1024 * 1024 } as const

const dataUrl = /^data:[^,]{0,200};base64,/

/** Why a name cannot be a file of the session's folder, if it cannot. */
function fault(path: string): string | undefined {
  if (path.length === 0 || path.length > LIMITS.path) return `must have 1 to ${LIMITS.path} characters`
  if (/[\p{Cc}\\]/u.test(path)) return 'holds a control character or a backslash'
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    return 'must be a plain relative path'
  }
  return undefined
}

/**
 * The files of a call as bytes.
 *
 * @throws ToolError `invalid_input` for a path that leaves the session's folder, `too_large` for too much.
 */
export function incoming(files: Readonly<Record<string, string>>): { path: string; data: Buffer }[] {
  const entries = Object.entries(files)
  if (entries.length > LIMITS.files) throw new ToolError('too_large', `At most ${LIMITS.files} files go with one call.`)
  let total = 0
  return entries.map(([path, content]) => {
    const wrong = fault(path)
    if (wrong) throw new ToolError('invalid_input', `The file name ${JSON.stringify(path.slice(0, 80))} ${wrong}.`)
    const prefix = dataUrl.exec(content)?.[0]
    const data = prefix === undefined ? Buffer.from(content) : Buffer.from(content.slice(prefix.length), 'base64')
    total += data.length
    if (total > LIMITS.bytes) throw new ToolError('too_large', 'The files of one call may have 8 MB together.')
    return { path, data }
  })
}

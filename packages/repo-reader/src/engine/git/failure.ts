import { redact, ToolError } from '@sensorium/kit'

/** How a git process ended; the part of execa's result that tells why. */
export interface GitEnd {
  readonly exitCode?: number | undefined
  readonly code?: string | undefined
  readonly timedOut: boolean
  readonly isCanceled: boolean
  readonly isMaxBuffer: boolean
  readonly stderr?: unknown
}

/** Why git failed, beside the sentence for the model: what the caller does next depends on it. */
export type GitFailureKind =
  | 'redirected'
  | 'refused'
  | 'missing-repository'
  | 'missing-ref'
  | 'missing-object'
  | 'unreachable'
  | 'disk-full'
  | 'malformed'
  | 'damaged'
  | 'contended'
  | 'other'

export class GitFailure extends Error {
  readonly kind: GitFailureKind

  constructor(kind: GitFailureKind, detail: string) {
    super(`git failed: ${detail}`)
    this.name = 'GitFailure'
    this.kind = kind
  }
}

/** Words of git 2.37–2.50 in the C locale, most specific first. */
const signs: readonly [RegExp, GitFailureKind][] = [
  [/fsck error/i, 'malformed'],
  [/no space left on device|disk quota exceeded/i, 'disk-full'],
  [/returned error: 30\d/, 'redirected'],
  [
    /returned error: 40[13]|authentication failed|could not read (username|password)|terminal prompts disabled/i,
    'refused',
  ],
  [
    /returned error: 404|repository '.*' not found|not a git repository|does not appear to be a git/i,
    'missing-repository',
  ],
  [/couldn't find remote ref|not our ref|no such remote ref|invalid refspec|unadvertised object/i, 'missing-ref'],
  [/could not fetch [0-9a-f]{40,64} from promisor|lazy fetching disabled/, 'missing-object'],
  [/unable to create '.*\.lock'|shallow file has changed/i, 'contended'],
  [
    /could ?n[o']t (resolve|connect)|connection (timed out|refused|reset)|failed to connect|unable to access|timed out|early eof|hung up|rpc failed|returned error: (429|5\d\d)/i,
    'unreachable',
  ],
  [
    /bad object|corrupt|unable to read (tree|sha1)|inflate|is empty|invalid object|not a valid object name|pack has|packfile|bad config|missing (blob|tree|commit)|unknown repository (version|extension)/i,
    'damaged',
  ],
]

/** Turns the end of a git process into an error; git's own words are kept for the log, redacted and short. */
export function gitFailure(end: GitEnd, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason instanceof Error ? signal.reason : new ToolError('cancelled', 'Cancelled.')
  if (end.code === 'ENOENT') {
    return new ToolError('invalid_config', 'The git program was not found.', {
      hint: 'Install git, or set SENSORIUM_GIT_PROGRAM to its path.',
    })
  }
  if (end.timedOut) return new GitFailure('unreachable', 'no end within the time allowed')
  if (end.isMaxBuffer) return new ToolError('too_large', 'The repository lists more than can be read.')
  const words = redact(decode(end.stderr)).slice(-600).trim()
  const kind = signs.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
  return new GitFailure(kind, words || `exit code ${end.exitCode ?? end.code ?? 'unknown'}`)
}

export function isGitFailure(error: unknown, ...kinds: readonly GitFailureKind[]): error is GitFailure {
  return error instanceof GitFailure && (kinds.length === 0 || kinds.includes(error.kind))
}

function decode(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : typeof value === 'string' ? value : ''
}

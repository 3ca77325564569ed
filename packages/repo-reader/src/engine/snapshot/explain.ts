import { ToolError } from '@sensorium/kit'
import { isGitFailure } from '../git/failure.ts'
import { historyDepth } from '../git/remote.ts'

/** Failures of git and of the disk in words that say what to do; every other error is returned as it is. */
export function explain(error: unknown, name: string, ref = 'HEAD'): unknown {
  if (!isGitFailure(error)) return isDiskFull(error) ? diskFull(error) : error
  const cause = error
  switch (error.kind) {
    case 'refused':
      return new ToolError('unauthorized', `${name} does not exist, or is private and this server has no access.`, {
        hint: 'Check the spelling; private repositories need GITHUB_TOKEN or SENSORIUM_REPO_TOKENS.',
        cause,
      })
    case 'missing-repository':
    case 'redirected':
      return new ToolError('not_found', `There is no git repository ${name}.`, { hint: 'Check owner and name.', cause })
    case 'missing-ref':
      return ref === 'HEAD'
        ? new ToolError('not_found', `${name} is empty: it has no commits.`, { cause })
        : new ToolError('not_found', `${name} has no branch, tag or commit ${ref}.`, {
            hint: `Leave ref out for the default branch. Short ids are found among its newest ${historyDepth.toLocaleString('en')} commits; others need the whole id.`,
            cause,
          })
    case 'disk-full':
      return diskFull(cause)
    case 'unreachable':
    case 'contended':
      return new ToolError('unavailable', `The host of ${name} cannot be reached now.`, {
        hint: 'Call again in a minute.',
        retryAfterMs: 60_000,
        cause,
      })
    case 'malformed':
      return new ToolError('blocked', `${name} holds objects that git refuses as malformed.`, { cause })
    default:
      return new ToolError('unavailable', `The cached copy of ${name} was damaged and is fetched anew.`, {
        hint: 'Call again.',
        cause,
      })
  }
}

function diskFull(cause: unknown): ToolError {
  return new ToolError('unavailable', 'The disk of the repository cache is full.', {
    hint: 'Free space, lower SENSORIUM_REPO_CACHE_MB, or set SENSORIUM_REPO_CACHE_DIR to another disk.',
    cause,
  })
}

/** As the file system and SQLite (SQLITE_FULL) say it. */
function isDiskFull(error: unknown): boolean {
  const { code, errcode } = error as { code?: string; errcode?: number }
  return code === 'ENOSPC' || code === 'EDQUOT' || errcode === 13
}

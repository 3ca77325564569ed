import { ToolError } from '@sensorium/kit'

/**
 * A path inside a repository as git spells it: no leading `./` or `/`, forward slashes. Paths only select entries of a
 * listing and never reach git or the file system, so a climbing one can find nothing; it is refused to say why.
 */
export function repoPath(input: string): string {
  const path = input
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '')
  const parts = path.split('/')
  if (parts.includes('..') || /\p{Cc}/u.test(path) || path.length > 4_096) {
    throw new ToolError(
      'invalid_input',
      `${JSON.stringify(input.slice(0, 120))} is not a path inside the repository.`,
      {
        hint: 'Paths start at the root of the repository, like src/index.ts.',
      },
    )
  }
  return path === '.' ? '' : path
}

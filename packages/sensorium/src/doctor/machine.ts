import { findProgram } from '../clients/find.ts'
import type { Place } from '../place.ts'
import { type Check, type CheckContext, type CheckGroup, type Finding, ok } from './check.ts'
import { installLine, type PackageName } from './install-line.ts'
import { runProgram } from './run-program.ts'

/** A program that a server uses when it is there. */
interface Program {
  readonly title: string
  /** Its names, the preferred first. */
  readonly names: readonly [string, ...string[]]
  readonly versionFlag: string
  readonly purpose: string
  readonly packages: PackageName
  /** Whether it not only is there but works. */
  readonly works?: (file: string, context: CheckContext) => Promise<Finding | undefined>
}

const programs: readonly Program[] = [
  {
    title: 'git',
    names: ['git'],
    versionFlag: '--version',
    purpose: 'repo-reader reads repositories with it',
    packages: { name: 'git', winget: 'Git.Git' },
  },
  {
    title: 'Python',
    names: ['python3', 'python'],
    versionFlag: '--version',
    purpose: 'code-interpreter runs it',
    packages: { name: 'python3', pacman: 'python', brew: 'python', winget: 'Python.Python.3.13' },
  },
  {
    title: 'bubblewrap',
    names: ['bwrap'],
    versionFlag: '--version',
    purpose: 'code-interpreter locks code in with it',
    packages: { name: 'bubblewrap' },
    works: sandboxWorks,
  },
  {
    title: 'Chromium',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    versionFlag: '--version',
    purpose: 'web-reader renders pages that need scripts with it',
    packages: { name: 'chromium', brew: '--cask chromium', winget: 'Google.Chrome' },
  },
  {
    title: 'ffmpeg',
    names: ['ffmpeg'],
    versionFlag: '-version',
    purpose: 'vision takes pictures from videos with it',
    packages: { name: 'ffmpeg', winget: 'Gyan.FFmpeg' },
  },
  {
    title: 'tesseract',
    names: ['tesseract'],
    versionFlag: '--version',
    purpose: 'vision reads text in images with it',
    packages: { name: 'tesseract-ocr', dnf: 'tesseract', pacman: 'tesseract', brew: 'tesseract' },
  },
]

const oldestNode = [22, 19] as const

export const machine: CheckGroup = {
  title: 'Machine',
  checks: async ({ place }) => [node, ...programs.filter((program) => canExist(program, place)).map(checkOf)],
}

const node: Check = {
  name: 'Node',
  run: async () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    const enough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
    if (enough) return ok(process.versions.node)
    const detail = `${process.versions.node}; ${oldestNode.join('.')} is the oldest that works`
    return { state: 'broken', detail, fix: 'npm install -g node@24' }
  },
}

/** Namespaces are Linux's: elsewhere another sandbox takes their place. */
function canExist({ title }: Program, { platform }: Place): boolean {
  return title !== 'bubblewrap' || platform === 'linux'
}

function checkOf({ title, names, versionFlag, purpose, packages, works }: Program): Check {
  return {
    name: title,
    run: async (context) => {
      const file = await firstProgram(names, context.place)
      if (file === undefined)
        return { state: 'missing', detail: purpose, fix: await installLine(packages, context.place) }
      const { ok: runs, output } = await runProgram(file, [versionFlag], context)
      if (!runs) {
        const detail = `${file} does not run: ${output.split('\n')[0]}`
        return { state: 'broken', detail, fix: await installLine(packages, context.place) }
      }
      return (await works?.(file, context)) ?? ok(`${/\d+(?:\.\d+)+/.exec(output)?.[0] ?? 'there'} (${file})`)
    },
  }
}

async function firstProgram(names: readonly string[], place: Place): Promise<string | undefined> {
  for (const name of names) {
    const file = await findProgram(name, place)
    if (file !== undefined) return file
  }
  return undefined
}

async function sandboxWorks(file: string, context: CheckContext): Promise<Finding | undefined> {
  const { ok: works, output } = await runProgram(file, ['--unshare-all', '--ro-bind', '/', '/', '/bin/true'], context)
  if (works) return undefined
  return {
    state: 'broken',
    detail: `it may make no namespaces: ${output.split('\n')[0]}`,
    fix: 'sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0',
  }
}

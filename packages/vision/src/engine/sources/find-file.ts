import { readdir, realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { ToolError } from '@sensorium/kit'

/** Where local files may be looked for. */
export interface Reach {
  /** True when the caller is the user of this machine: without roots, every path is then open. */
  readonly local: boolean
  /** Directories that may be read, as configured; empty means none set. */
  readonly roots: readonly string[]
  /** What relative paths start from. */
  readonly cwd: string
}

/**
 * Finds the file a path names and returns its real, absolute path, which lies inside the reach.
 * @throws ToolError `blocked` outside the reach (whether or not the file exists), `not_found` naming the searched directory.
 */
export async function findFile(given: string, reach: Reach): Promise<string> {
  if (!reach.local && reach.roots.length === 0) {
    throw new ToolError('blocked', 'Local files are not read for callers over the network.', {
      hint: 'Send the picture as a data: or http(s) URL, or let the operator allow a directory with SENSORIUM_VISION_ROOTS.',
    })
  }
  const wanted = absolute(given, reach)
  const roots = await Promise.all(reach.roots.map((root) => realpath(expandHome(root)).catch(() => path.resolve(root))))
  // Asked before the disk is, so that an answer never tells whether a file outside exists.
  if (roots.length > 0 && !within(wanted, roots) && !within(wanted, reach.roots.map(expandHome))) throw outside(roots)

  const real = (await existing(wanted)) ?? (await existing(wanted.replaceAll('\\', '/'))) ?? (await sameLooking(wanted))
  if (real === undefined) throw await missing(wanted)
  if (roots.length > 0 && !within(real, roots)) throw outside(roots)
  return real
}

function absolute(given: string, reach: Reach): string {
  const drive = /^([a-z]):[\\/](.*)$/i.exec(given)
  // Under WSL a Windows client's drives are mounted below /mnt.
  if (drive?.[1] !== undefined && process.platform !== 'win32') {
    return path.join('/mnt', drive[1].toLowerCase(), (drive[2] ?? '').replaceAll('\\', '/'))
  }
  return path.resolve(reach.cwd, expandHome(given))
}

function expandHome(given: string): string {
  return /^~(?=$|[\\/])/.test(given) ? path.join(homedir(), given.slice(1)) : given
}

function within(file: string, roots: readonly string[]): boolean {
  return roots.some((root) => {
    const relative = path.relative(root, file)
    return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  })
}

async function existing(file: string): Promise<string | undefined> {
  return realpath(file).catch(() => undefined)
}

/** macOS writes a narrow no-break space into screenshot names and decomposes accents; models type what they see. */
async function sameLooking(file: string): Promise<string | undefined> {
  const look = (name: string) => name.normalize('NFKC').replace(/\s/g, ' ')
  const folder = path.dirname(file)
  const names = await readdir(folder).catch(() => [])
  const matches = names.filter((name) => look(name) === look(path.basename(file)))
  return matches.length === 1 && matches[0] !== undefined ? existing(path.join(folder, matches[0])) : undefined
}

async function missing(wanted: string): Promise<ToolError> {
  const folder = path.dirname(wanted)
  const there = (await existing(folder)) !== undefined
  return new ToolError(
    'not_found',
    `No file ${path.basename(wanted)} ${there ? 'in' : 'below'} ${folder}${there ? '' : ', a directory that does not exist'}.`,
    {
      hint: 'Give the absolute path of the file.',
    },
  )
}

function outside(roots: readonly string[]): ToolError {
  return new ToolError('blocked', `The file lies outside the allowed directories (${roots.join(', ')}).`, {
    hint: 'Allowed directories are set with SENSORIUM_VISION_ROOTS.',
  })
}

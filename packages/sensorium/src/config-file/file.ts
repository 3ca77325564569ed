import { randomBytes } from 'node:crypto'
import { lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ConfigFault } from './format.ts'

/** A configuration file as it was read; `text` is undefined where there is none yet. */
export interface ConfigFile {
  readonly path: string
  /** Where its bytes are: a link is followed, so that dotfiles kept elsewhere stay linked. */
  readonly target: string
  readonly text: string | undefined
}

/** More than any client's configuration; what is larger is something else. */
const mostBytes = 64 * 1024 * 1024
/** A new file may hold a key. */
const newFileMode = 0o600

/** @throws ConfigFault when it is no readable text file */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const target = await targetOf(path)
  try {
    await using handle = await open(target, 'r')
    const found = await handle.stat()
    if (!found.isFile()) throw new ConfigFault(`${path} is not a file`)
    if (found.size > mostBytes) throw new ConfigFault(`${path} is larger than ${mostBytes / 1024 / 1024} MiB`)
    return { path, target, text: decode(path, await handle.readFile()) }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path, target, text: undefined }
    throw faultOf(error, `${path} cannot be read`)
  }
}

/**
 * Replaces the content whole or not at all: written beside, then renamed over it with mode and owner kept.
 *
 * @throws ConfigFault when the file is no longer what was read, or cannot be written
 */
export async function writeConfigFile({ path, target, text: before }: ConfigFile, text: string): Promise<void> {
  const now = await readConfigFile(path)
  if (now.text !== before || now.target !== target) throw changed(path)
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await mkdir(dirname(target), { recursive: true })
    const old = before === undefined ? undefined : await stat(target)
    {
      await using handle = await open(beside, 'wx', newFileMode)
      await handle.writeFile(text)
      if (old !== undefined) await handle.chmod(old.mode & 0o7777)
      if (old !== undefined && old.uid !== process.getuid?.()) await handle.chown(old.uid, old.gid)
      await handle.sync()
    }
    await rename(beside, target)
  } catch (error) {
    throw faultOf(error, `${path} cannot be written`)
  } finally {
    await rm(beside, { force: true }).catch(() => {})
  }
}

/** @throws ConfigFault when the file is no longer what was read, or cannot be removed */
export async function removeConfigFile({ path, target, text }: ConfigFile): Promise<void> {
  if ((await readConfigFile(path)).text !== text) throw changed(path)
  await rm(target).catch((error: unknown) => {
    throw faultOf(error, `${path} cannot be removed`)
  })
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw faultOf(error, `${path} cannot be read`)
    if (await isLink(path)) throw new ConfigFault(`${path} is a link to a file that is not there`)
    return path
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  )
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ConfigFault(`${path} is not UTF-8 text`)
  }
}

function changed(path: string): ConfigFault {
  return new ConfigFault(`${path} was changed by another program just now; run the command again`)
}

function faultOf(error: unknown, what: string): Error {
  if (error instanceof ConfigFault) return error
  return new ConfigFault(`${what} (${codeOf(error) ?? 'unknown error'})`, { cause: error })
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

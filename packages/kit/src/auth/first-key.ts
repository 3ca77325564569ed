import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configDirectory } from '../config/directory.ts'
import type { Environment } from '../config/read-config.ts'

/** The key that is made when none is set, and whether it was made just now (then it is to be shown once). */
export interface OwnKey {
  readonly key: string
  readonly file: string
  readonly fresh: boolean
}

/**
 * Reads the machine's own key, making it at first start: 256 random bits, mode 0600.
 * Two processes that start together agree: the file is created exclusively, and the loser reads the winner's.
 */
export async function ownKey(env: Environment): Promise<OwnKey> {
  const directory = configDirectory(env)
  const file = join(directory, 'key')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const key = `sensorium-${randomBytes(32).toString('base64url')}`
  try {
    await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' })
    return { key, file, fresh: true }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return { key: (await readFile(file, 'utf8')).trim(), file, fresh: false }
  }
}

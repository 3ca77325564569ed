import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testHome } from '../testing/home.ts'
import { readConfigFile, removeConfigFile, writeConfigFile } from './file.ts'
import { ConfigFault } from './format.ts'

it('keeps the mode of a file and leaves nothing beside it', async () => {
  await using home = await testHome()
  const path = await home.write(join(home.place.home, 'a.json'), 'old')
  await chmod(path, 0o640)
  await writeConfigFile(await readConfigFile(path), 'new')
  expect(await home.read(path)).toBe('new')
  expect((await stat(path)).mode & 0o777).toBe(0o640)
  expect(await readdir(home.place.home)).toEqual(['a.json'])
})

it('makes a new file, which may hold a key, for its owner alone', async () => {
  await using home = await testHome()
  const path = join(home.place.home, 'deep', 'er', 'a.json')
  await writeConfigFile(await readConfigFile(path), 'new')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

it('follows a link and leaves it a link', async () => {
  await using home = await testHome()
  const real = await home.write(join(home.place.home, 'dotfiles', 'a.json'), 'old')
  const path = join(home.place.home, 'a.json')
  await symlink(real, path)
  await writeConfigFile(await readConfigFile(path), 'new')
  expect((await lstat(path)).isSymbolicLink()).toBe(true)
  expect(await readFile(real, 'utf8')).toBe('new')
})

it('refuses what is no text file of its own', async () => {
  await using home = await testHome()
  const at = (name: string) => join(home.place.home, name)
  await symlink(at('nowhere'), at('dangling'))
  await symlink(at('loop'), at('loop'))
  await mkdir(at('folder'))
  await writeFile(at('latin'), Uint8Array.of(0x22, 0xe4, 0x22))
  await writeFile(at('file'), '')
  await expect(readConfigFile(at('dangling'))).rejects.toThrow(/link to a file that is not there/)
  await expect(readConfigFile(at('loop'))).rejects.toThrow(ConfigFault)
  await expect(readConfigFile(at('folder'))).rejects.toThrow(/not a file/)
  await expect(readConfigFile(at('latin'))).rejects.toThrow(/not UTF-8/)
  await expect(readConfigFile(at('file/below'))).rejects.toThrow(ConfigFault)
})

it('gives way to whoever wrote in between', async () => {
  await using home = await testHome()
  const path = await home.write(join(home.place.home, 'a.json'), 'old')
  const file = await readConfigFile(path)
  await home.write(path, 'theirs')
  await expect(writeConfigFile(file, 'ours')).rejects.toThrow(/changed by another program/)
  await expect(removeConfigFile(file)).rejects.toThrow(/changed by another program/)
  expect(await home.read(path)).toBe('theirs')
})

it('says why a file cannot be written, and leaves nothing', async () => {
  await using home = await testHome()
  await home.write(join(home.place.home, 'file'), '')
  const path = join(home.place.home, 'x'.repeat(250))
  const file = await readConfigFile(path)
  await expect(writeConfigFile(file, 'new')).rejects.toThrow(/cannot be written \(ENAMETOOLONG\)/)
  expect(await readdir(home.place.home)).toEqual(['file'])
})

import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { configDirectory } from './directory.ts'

it.each([
  [{ XDG_CONFIG_HOME: '/x', HOME: '/h' }, '/x'],
  [{ XDG_CONFIG_HOME: '', HOME: '/h' }, '/h/.config'],
  [{ HOME: '/h' }, '/h/.config'],
  [{ APPDATA: '/a', HOME: '/h' }, '/a'],
  [{ HOME: '' }, join(homedir(), '.config')],
  [{}, join(homedir(), '.config')],
])('%j keeps its configuration in %s', (env, base) => {
  expect(configDirectory(env)).toBe(join(base, 'sensorium'))
})

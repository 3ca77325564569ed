import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, sep } from 'node:path'
import { configDirectory, type Environment } from '@sensorium/kit'

/** Where commands work: the machine as they see it, so that tests bring their own. */
export interface Place {
  readonly platform: NodeJS.Platform
  readonly home: string
  /** The folder of the project, for configurations of project scope. */
  readonly directory: string
  readonly env: Environment
  /** The command line that starts the suite from anywhere. */
  readonly launcher: readonly [string, ...string[]]
}

/** The place of this process; the home directory is the environment's, as programs of a shell expect. */
export function placeOfProcess(env: Environment): Place {
  const home = (process.platform === 'win32' ? env['USERPROFILE'] : env['HOME']) || homedir()
  return { platform: process.platform, home, directory: process.cwd(), env, launcher: launcherOfProcess() }
}

/** Installed as a package, `npx` finds it wherever a client runs; in a checkout only its own path does. */
function launcherOfProcess(): readonly [string, ...string[]] {
  const script = realpathSync(process.argv[1] ?? '')
  if (!script.includes(`${sep}node_modules${sep}`)) return [process.execPath, ...process.execArgv, script]
  return process.platform === 'win32' ? ['cmd', '/c', 'npx', '-y', 'sensorium'] : ['npx', '-y', 'sensorium']
}

/** Our own configuration directory, the same that `serve` keeps its key in. */
export function ownDirectory(place: Place): string {
  return configDirectory(ownEnvironment(place))
}

/** The environment by which kit finds that directory. */
export function ownEnvironment({ env, home }: Place): Environment {
  return { ...env, HOME: home }
}

/** `~/.config`, or where XDG moved it. */
export function xdgConfig({ home, env }: Place): string {
  return env['XDG_CONFIG_HOME'] || join(home, '.config')
}

/** `%APPDATA%`. */
export function roamingData({ home, env }: Place): string {
  return env['APPDATA'] || join(home, 'AppData', 'Roaming')
}

/** The user folder of VS Code, where it and its extensions keep their settings. */
export function vsCodeUser(place: Place): string {
  if (place.platform === 'darwin') return join(place.home, 'Library', 'Application Support', 'Code', 'User')
  return join(place.platform === 'win32' ? roamingData(place) : xdgConfig(place), 'Code', 'User')
}

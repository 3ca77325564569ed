import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Choice } from './choose.ts'
import { limitsOf } from './limits.ts'
import { unprivileged } from './machine.ts'

/** What the settings let the interpreter run on. */
export function choiceOf(settings: Config): Choice {
  const { codeFolder: path, codeFolderWritable: writable, jupyterUrl: url, jupyterToken: token } = settings
  return {
    machine: {
      limits: limitsOf(settings.codeMemoryMb, settings.codeDiskMb, settings.codeProcesses),
      python: settings.codePython,
      path: settings.codePath,
      share: path === undefined ? undefined : { path, writable },
      cache: join(settings.codeCacheHome ?? join(homedir(), '.cache'), 'sensorium'),
      uid: unprivileged(),
    },
    wanted: settings.codeBackend,
    jupyter: url === undefined ? undefined : { url, token },
    withoutSandbox: settings.dangerouslyRunWithoutSandbox,
  }
}

import { cpus, release } from 'node:os'
import { type Limits, size } from './limits.ts'

/** What every backend is made from: the user's settings and what this machine is. */
export interface Machine {
  readonly limits: Limits
  /** Python as set by the user. */
  readonly python: string | undefined
  /** Folders searched for programs, as in PATH. */
  readonly path: string
  /** A folder of the host shown to local callers at /data. */
  readonly share: { readonly path: string; readonly writable: boolean } | undefined
  /** Folder for what is the same in every session of this machine; without it nothing is kept. */
  readonly cache: string | undefined
  /** User to become where the server runs as root, so that root's rights and exemptions from limits are gone. */
  readonly uid: number | undefined
}

/** `nobody`, who owns nothing. */
const NOBODY = 65_534

/** The unprivileged user a sandbox starts as: undefined where the server already is one. */
export function unprivileged(): number | undefined {
  return process.getuid?.() === 0 ? NOBODY : undefined
}

/** The whole environment of code: no variable of the host's. */
export const environment: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: '/work',
  USER: 'user',
  LANG: 'C.UTF-8',
  TMPDIR: '/tmp',
  XDG_CACHE_HOME: '/tmp/.cache',
  MPLCONFIGDIR: '/tmp/.matplotlib',
  MPLBACKEND: 'module://sensorium.figures',
  PYTHONDONTWRITEBYTECODE: '1',
  ...Object.fromEntries(
    ['OPENBLAS', 'OMP', 'MKL', 'NUMEXPR'].map((name) => [`${name}_NUM_THREADS`, String(Math.min(4, cpus().length))]),
  ),
}

/** The walls of a sandbox with its own namespaces, for the reader. */
export const walls = ['no network', 'read-only system', 'own processes, /tmp and files', 'no environment'] as const

/** Since Linux 5.14 RLIMIT_NPROC counts per user namespace; before, it would count all of the user's processes. */
export function countsProcessesPerNamespace(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  return process.platform === 'linux' && (major > 5 || (major === 5 && minor >= 14))
}

/** The limits in words. */
export function describeLimits(limits: Limits): string[] {
  return [
    `memory ${size(limits.memory)} over all processes`,
    `${limits.processes} processes`,
    `disk ${size(limits.disk)}`,
    'nothing runs between calls',
  ]
}

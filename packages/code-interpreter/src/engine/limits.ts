/** What one session may use; sizes in bytes. */
export interface Limits {
  readonly memory: number
  /** Processes and threads at one time. */
  readonly processes: number
  /** The session's folder; half as much again each in /tmp and /dev/shm. */
  readonly disk: number
  readonly fileSize: number
  readonly openFiles: number
}

const MiB = 1024 * 1024

/** The limits of a session from the sizes a user sets, in MiB. */
export function limitsOf(memoryMb: number, diskMb: number, processes: number): Limits {
  return { memory: memoryMb * MiB, disk: diskMb * MiB, processes, fileSize: diskMb * MiB, openFiles: 256 }
}

/** A size as a reader wants it. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kib = bytes / 1024
  return kib < 1024 ? `${kib.toFixed(kib < 10 ? 1 : 0)} KB` : `${(kib / 1024).toFixed(kib < 10_240 ? 1 : 0)} MB`
}

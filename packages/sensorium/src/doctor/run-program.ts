import { execFile } from 'node:child_process'
import type { CheckContext } from './check.ts'

export interface ProgramResult {
  readonly ok: boolean
  /** What it printed, on either stream. */
  readonly output: string
}

/** Runs a program to its end, within the check's time. */
export function runProgram(file: string, args: readonly string[], context: CheckContext): Promise<ProgramResult> {
  const { place, signal } = context
  return new Promise((resolve) => {
    const options = { signal, env: { ...place.env }, killSignal: 'SIGKILL', maxBuffer: 1024 * 1024 } as const
    execFile(file, [...args], options, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}${stderr}`.trim() })
    })
  })
}

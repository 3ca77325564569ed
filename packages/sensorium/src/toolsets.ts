import type { AnyToolset } from '@sensorium/kit'

/**
 * Every server there is, by name; the one list that all commands, the gateway and the docs read.
 * Loaded on demand, so that serving one does not pay for five.
 */
export const toolsets: Readonly<Record<string, () => Promise<{ readonly toolset: AnyToolset }>>> = {
  'web-search': () => import('@sensorium/web-search'),
  'web-reader': () => import('@sensorium/web-reader'),
  vision: () => import('@sensorium/vision'),
  'repo-reader': () => import('@sensorium/repo-reader'),
  'code-interpreter': () => import('@sensorium/code-interpreter'),
}

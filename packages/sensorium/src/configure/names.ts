import { toolsets } from '../toolsets.ts'

/** Every name that entries of ours may have under a chosen one: all servers as one, and each alone. */
export function entryNames(name: string): string[] {
  return [name, ...Object.keys(toolsets).map((server) => `${name}-${server}`)]
}

/** Whether an entry starts or reaches these servers, whatever its name: known by what stands in it. */
export function isOurs(name: string, entry: unknown): boolean {
  return name === 'sensorium' || name.startsWith('sensorium-') || /\bsensorium\b/.test(JSON.stringify(entry) ?? '')
}

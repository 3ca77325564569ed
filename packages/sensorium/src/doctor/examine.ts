import { redact } from '@sensorium/kit'
import type { Check, CheckGroup, Finding, GroupContext } from './check.ts'

export interface Examined extends Finding {
  readonly group: string
  readonly name: string
}

/** No check is worth waiting longer for. */
const defaultPatienceMs = 10_000

/** Runs every check of every group, side by side; what one throws or how long it takes harms no other. */
export async function examine(
  groups: readonly CheckGroup[],
  context: GroupContext,
  patienceMs = defaultPatienceMs,
): Promise<Examined[]> {
  const listed = await Promise.all(
    groups.map(async ({ title, checks }) => (await checks(context)).map((check) => ({ title, check }))),
  )
  return Promise.all(
    listed.flat().map(async ({ title, check }) => {
      const { detail, ...finding } = await find(check, context, patienceMs)
      return { group: title, name: check.name, ...finding, detail: redact(detail) }
    }),
  )
}

async function find(check: Check, { place }: GroupContext, patienceMs: number): Promise<Finding> {
  const signal = AbortSignal.timeout(patienceMs)
  const late = new Promise<Finding>((resolve) => {
    signal.addEventListener('abort', () => resolve({ state: 'warn', detail: 'gave no answer in time' }))
  })
  try {
    return await Promise.race([check.run({ place, signal }), late])
  } catch (error) {
    return { state: 'broken', detail: error instanceof Error ? error.message : String(error) }
  }
}

import { z } from 'zod'

const text = z.object({
  text: z.string(),
  cut: z.boolean().optional(),
  /** File of the session that holds the whole of what was cut. */
  file: z.string().optional(),
})

/**
 * How a cell ended. `ok`, `error`, `exit`, `interrupted` come from the code itself; `timeout`, `cancelled`, `memory`,
 * `processes`, `output` from the supervisor's limits; `died` means that the interpreter crashed or killed itself.
 */
export const endings = [
  'ok',
  'error',
  'exit',
  'interrupted',
  'timeout',
  'cancelled',
  'memory',
  'processes',
  'output',
  'died',
] as const

/** What a sandbox reports of one cell. It comes from beside hostile code, so it is parsed, never trusted. */
export const outcome = z.object({
  ended: z.enum(endings),
  /** True when variables and imports are gone; files stay unless `replaced`. */
  lost: z.boolean(),
  /** True when the whole sandbox had to be replaced: files are gone too. */
  replaced: z.boolean().default(false),
  error: text.nullable(),
  displays: z
    .array(
      z.discriminatedUnion('kind', [
        text.extend({ kind: z.enum(['text', 'markdown']) }),
        z.object({ kind: z.literal('png'), data: z.base64() }),
      ]),
    )
    .max(60),
  /** Displays left out because they were too many or too large. */
  dropped: z.number().default(0),
  stdout: text.extend({ total: z.number() }),
  stderr: text.extend({ total: z.number() }),
  /** Files that could not be taken in, as sentences. */
  faults: z.array(z.string()).max(100).default([]),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), change: z.enum(['new', 'changed']) })).max(200),
  taken: z
    .array(
      z.union([z.object({ path: z.string(), data: z.base64() }), z.object({ path: z.string(), fault: z.string() })]),
    )
    .max(100)
    .default([]),
  seconds: z.number(),
  /** Most bytes of memory seen in use, 0 where it cannot be measured. */
  memory: z.number(),
})

export type Outcome = z.output<typeof outcome>

/** The outcome of a cell whose sandbox vanished under it. */
export function vanished(ended: Outcome['ended'], reason: string, seconds: number): Outcome {
  const nothing = { text: '', total: 0 }
  return {
    ended,
    lost: true,
    replaced: true,
    error: { text: reason },
    displays: [],
    dropped: 0,
    stdout: nothing,
    stderr: nothing,
    faults: [],
    files: [],
    taken: [],
    seconds,
    memory: 0,
  }
}

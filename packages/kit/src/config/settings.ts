import { z } from 'zod'

/** How one field of a toolset's configuration is set from outside (DESIGN section 6). */
export interface Setting {
  /** Environment variables honoured beside the derived `SENSORIUM_<FIELD_NAME>`, in order; names users already have. */
  readonly env?: readonly string[]
  /** Secrets are masked in `--help`, docs and errors, and remembered by the redactor. */
  readonly secret?: boolean
}

/**
 * Where a configuration's fields keep how they are set. The last call of a field's chain, since zod copies on each:
 * `z.string().optional().describe('Brave Search key.').register(settings, { env: ['BRAVE_API_KEY'], secret: true })`.
 * A field without an entry is set by its flag (`--brave-api-key`) and by `SENSORIUM_BRAVE_API_KEY`.
 */
export const settings = z.registry<Setting>()

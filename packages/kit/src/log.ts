import { redact } from './redact.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]
type Write = (event: string, fields?: Readonly<Record<string, unknown>>) => void

/** Structured logging: an event name in kebab-case and fields; never prompts, page bodies or keys. */
export interface Logger {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
  /** A logger that adds `fields` to every line. */
  readonly with: (fields: Readonly<Record<string, unknown>>) => Logger
}

/** Errors as name, message, code and causes; stacks only at debug level, since they show a user's paths. */
function describe(value: unknown, depth = 0): unknown {
  if (!(value instanceof Error)) return value
  const cause = value.cause === undefined || depth >= 3 ? undefined : describe(value.cause, depth + 1)
  const code = (value as { code?: unknown }).code
  return {
    name: value.name,
    message: value.message,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined ? {} : { cause }),
  }
}

/**
 * A logger that writes one redacted JSON line per event, to stderr unless told otherwise:
 * stdout belongs to the protocol (DESIGN section 3).
 */
export function createLogger(
  level: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger {
  const threshold = logLevels.indexOf(level)
  const make = (bound: Readonly<Record<string, unknown>>): Logger => {
    const at = (lineLevel: LogLevel): Write => {
      if (logLevels.indexOf(lineLevel) < threshold) return () => {}
      return (event, fields) => {
        const line = { time: new Date().toISOString(), level: lineLevel, event, ...bound, ...fields }
        write(`${redact(JSON.stringify(line, (_key, value: unknown) => describe(value)))}\n`)
      }
    }
    return {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      with: (fields) => make({ ...bound, ...fields }),
    }
  }
  return make({})
}

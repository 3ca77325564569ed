/** What a named key may do; everything that is not limited is allowed. */
export interface Grant {
  /** Names of servers (`web-reader`); undefined for all. */
  readonly servers?: readonly string[] | undefined
  /** Calls a minute, calls a UTC day, calls at one time. */
  readonly perMinute?: number | undefined
  readonly perDay?: number | undefined
  readonly concurrent?: number | undefined
  /** Calls of single tools a UTC day, by the tool's name. */
  readonly perDayOf?: Readonly<Record<string, number>> | undefined
  /** May read the metrics and the usage of all keys. */
  readonly operator?: boolean | undefined
}

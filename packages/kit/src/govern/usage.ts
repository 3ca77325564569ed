/** How often a key called a tool on one day. */
export interface Usage {
  /** Name of the key. */
  readonly key: string
  readonly server: string
  readonly tool: string
  readonly calls: number
}

/** Stands in no name of a key, server or tool. */
const separator = '\t'

/** The field under which a store keeps such a count. */
export function tallyField(key: string, server: string, tool: string): string {
  return [key, server, tool].join(separator)
}

/** A day's tally as a store gives it, the most calls first. */
export function readTallies(tallies: ReadonlyMap<string, number>): Usage[] {
  return [...tallies]
    .map(([field, calls]) => {
      const [key = '', server = '', tool = ''] = field.split(separator)
      return { key, server, tool, calls }
    })
    .sort((a, b) => b.calls - a.calls)
}

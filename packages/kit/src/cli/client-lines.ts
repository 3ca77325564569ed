/** A ready-to-paste way to add a gateway to a client. */
export interface ClientLine {
  readonly client: string
  /** Where the text goes: `shell`, or the configuration file. */
  readonly where: string
  readonly text: string
}

/**
 * Writes such lines for a gateway. `key` is the key itself at first start and a shell expression or placeholder later;
 * undefined where none is needed.
 */
export type ClientLines = (url: string, key: string | undefined) => readonly ClientLine[]

/** The lines of a server that is served alone and knows no clients: the suite does. */
export const suiteLine: ClientLines = (url, key) => [
  {
    client: 'Any client',
    where: 'shell',
    text: `npx -y sensorium add CLIENT --url ${url}${key === undefined ? '' : ` --key "${key}"`}`,
  },
]

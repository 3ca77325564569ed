import { lookup } from 'node:dns/promises'
import { isIP, connect as netConnect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** What fetching uses of the operating system; replaced in tests that must not leave the machine. */
export interface Network {
  /** Every address of a host name, as the system resolves it. */
  readonly lookup: (hostname: string) => Promise<readonly Address[]>
  /** Begins a TCP connection to one of `addresses`, all of them already checked; never resolves a name. */
  readonly connect: (addresses: readonly Address[], port: number) => Socket
  /** This machine's own addresses: what listens on a public one may still be meant for the inside only. */
  readonly own: () => readonly string[]
  /** Certificate authorities trusted instead of the system's, in PEM. */
  readonly ca?: string
}

export function asAddress(address: string): Address {
  return { address, family: isIP(address) === 6 ? 6 : 4 }
}

/** The system's resolver and sockets; several addresses are raced as RFC 8305 describes. */
export const systemNetwork: Network = {
  lookup: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => asAddress(address)),
  own: () => Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address)),
  connect: (addresses, port) => {
    const [first] = addresses
    if (addresses.length === 1 && first !== undefined) return netConnect({ host: first.address, port, noDelay: true })
    return netConnect({
      host: 'checked.invalid',
      port,
      noDelay: true,
      autoSelectFamily: true,
      lookup: (_hostname, _options, done) =>
        done(
          null,
          addresses.map((each) => ({ ...each })),
        ),
    })
  },
}

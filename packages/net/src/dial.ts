import { once } from 'node:events'
import { isIP, type Socket } from 'node:net'
import { refusedAddress } from './address.ts'
import { NetError } from './errors.ts'
import { type Address, asAddress, type Network } from './network.ts'
import { orAbort } from './timer.ts'
import { bareHost, namesHost, portOf } from './url.ts'

const unknownName = new Set(['ENOTFOUND', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA'])

async function resolve(url: URL, network: Network, signal: AbortSignal): Promise<readonly Address[]> {
  const host = bareHost(url.hostname)
  if (isIP(host) !== 0) return [asAddress(host)]
  try {
    const addresses = await orAbort(network.lookup(host), signal)
    if (addresses.length > 0) return addresses
  } catch (cause) {
    signal.throwIfAborted()
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    if (!unknownName.has(code)) {
      throw new NetError('dns', `The name ${host} could not be looked up (${code}). Try again.`, { url, cause })
    }
  }
  throw new NetError('dns', `There is no host named ${host}. Check the spelling of the address.`, { url })
}

/**
 * The addresses that may be connected to for a checked URL. One refused answer refuses the name as a whole:
 * a mixture of public and internal answers is how DNS rebinding looks.
 */
export async function permittedAddresses(
  url: URL,
  allowHosts: readonly string[],
  network: Network,
  signal: AbortSignal,
): Promise<readonly Address[]> {
  const addresses = await resolve(url, network, signal)
  if (namesHost(allowHosts, url.hostname, portOf(url))) return addresses
  const own = network.own()
  for (const { address } of addresses) {
    const reason = refusedAddress(address) ?? (own.includes(address) ? 'an address of this machine itself' : undefined)
    if (reason === undefined) continue
    const message = `${url.hostname} is refused: it resolves to ${address}, ${reason}. Where it is meant to be read, its operator can allow it in the settings.`
    throw new NetError('blocked', message, { url })
  }
  return addresses
}

/** Waits for a socket's `event`; the socket is destroyed when that fails or the signal aborts. */
export async function established<S extends Socket>(socket: S, event: string, signal: AbortSignal): Promise<S> {
  try {
    await orAbort(once(socket, event), signal)
    return socket
  } catch (error) {
    socket.on('error', () => {}).destroy()
    throw error
  }
}

/** Opens a TCP connection to `host` and `port` of a checked URL: looks up, checks every answer, connects to the checked ones only. */
export async function dial(
  url: URL,
  allowHosts: readonly string[],
  network: Network,
  signal: AbortSignal,
): Promise<Socket> {
  const addresses = await permittedAddresses(url, allowHosts, network, signal)
  return await established(network.connect(addresses, portOf(url)), 'connect', signal)
}

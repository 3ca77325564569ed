import { existsSync } from 'node:fs'
import { createLogger } from '@sensorium/kit'
import { openStore, readTallies, type Usage } from '@sensorium/kit/http'
import { z } from 'zod'
import { ConfigFault } from '../config-file/format.ts'
import { gatewayBase, keyFor } from '../configure/connection.ts'
import type { Place } from '../place.ts'

/** Where the calls of a day are read. */
export type UsageSource = (day: string) => Promise<readonly Usage[]>

const answer = z.object({
  usage: z.array(z.object({ key: z.string(), server: z.string(), tool: z.string(), calls: z.number() })),
})
const patienceMs = 5_000

/** A gateway's `/usage`. @throws ConfigFault for an address without a gateway and a key that may not ask */
export async function fromGateway(url: string, key: string | undefined, place: Place): Promise<UsageSource> {
  const base = gatewayBase(url)
  const headers = { authorization: `Bearer ${await keyFor(base, key, place)}` }
  return async (day) => {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(`${base}/usage?day=${day}`, { headers, signal, redirect: 'error' }).catch(
      () => undefined,
    )
    if (response === undefined)
      throw new ConfigFault(`nothing answers at ${base}; start it with sensorium serve, or read its --store`)
    if (response.status === 401) throw new ConfigFault(`${base} does not know this key: --key or SENSORIUM_KEY`)
    if (response.status === 403) throw new ConfigFault(`${base} tells its usage to operator keys only`)
    const read = answer.safeParse(await response.json().catch(() => undefined))
    if (!read.success) throw new ConfigFault(`${base} answered with status ${response.status} and no usage`)
    return read.data.usage
  }
}

/** A store that gateways count in. @throws ConfigFault when it is not there */
export async function fromStore(address: string, scope: AsyncDisposableStack): Promise<UsageSource> {
  const isFile = !address.includes('://')
  if (address === 'memory' || (isFile && !existsSync(address)))
    throw new ConfigFault(`--store: ${address} is no store that can be read from outside; give a file or redis://…`)
  const store = scope.use(await openStore(address, createLogger('silent')))
  return async (day) =>
    readTallies(
      await store.tallies(day).catch(() => {
        throw new ConfigFault('--store: it cannot be reached')
      }),
    )
}

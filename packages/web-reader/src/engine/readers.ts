import type { Network } from '@sensorium/provider'
import { glmAccess, keyVendor } from '@sensorium/vendors'
import { type Config, engineNames } from '../config.ts'
import type { Reader } from './reader.ts'
import { createVendorReader, type VendorName } from './vendor.ts'

/**
 * The readers to ask for a caller, in order. A caller with a key of their own is served with that and our own reader:
 * nobody has checked the key yet, so it must not open the way to the configured ones.
 */
export function createReaders(
  config: Config,
  own: Reader,
  network: Network,
): (vendorKey: string | undefined) => readonly Reader[] {
  const order = config.readerEngines ?? engineNames
  const access = glmAccess(config)
  const vendor = (name: VendorName, key: string): Reader =>
    createVendorReader(name, { key, baseUrl: access[name].baseUrl, network })
  const configured = order.flatMap((name) => {
    if (name === 'own') return [own]
    const key = access[name].key
    return key === undefined ? [] : [vendor(name, key)]
  })

  return (vendorKey) =>
    vendorKey === undefined
      ? configured
      : order.flatMap((name) => {
          if (name === 'own') return [own]
          return name === keyVendor(config) ? [vendor(name, vendorKey)] : []
        })
}

import type { Caller } from '@sensorium/kit'
import {
  bigmodel,
  type Client,
  createClient,
  createFailover,
  createNetwork,
  dashscope,
  type Failover,
  openaiCompatible,
  type Rest,
  type Vendor,
  zai,
} from '@sensorium/provider'
import { glmAccess, keyVendor } from '@sensorium/vendors'
import type { Config } from '../../config.ts'

/** A vision model at a vendor, ready to be asked. */
export interface Seer {
  readonly model: string
  readonly client: Client
}

/** The models that a caller may use, in the order in which they are asked. */
export interface Models {
  readonly seers: readonly Seer[]
  readonly failover: Failover<Seer>
  /** Those of the vendors that parse documents; undefined when there is none. */
  readonly layout?: Failover<Seer>
}

export type ModelsFor = (caller: Caller) => Models

/**
 * Opens the configured models. A caller who brings a key of their own (`--auth passthrough`) is served with that key at
 * Z.AI or BigModel, and with nobody else's.
 */
export function openModels(
  config: Config,
  scope: AsyncDisposableStack,
): { readonly modelsFor: ModelsFor; readonly resting: () => readonly Rest[] } {
  const proxy = { http: config.httpProxy, https: config.httpsProxy, except: config.noProxy }
  const proxied = config.httpProxy !== undefined || config.httpsProxy !== undefined
  const network = createNetwork(proxied ? { proxy } : {})
  scope.defer(network.close)
  const glm = { zai, bigmodel }
  const access = glmAccess(config)

  const seer = (model: string, vendor: Vendor, key: string | undefined, baseUrl: string | undefined): Seer => ({
    model,
    client: createClient({
      vendor,
      key,
      baseUrl,
      network,
      limits: { totalMs: config.visionTimeout },
      retry: { attempts: config.visionRetryCount + 1 },
    }),
  })

  const configured: Seer[] = []
  if (config.visionBaseUrl !== undefined && config.visionModel !== undefined) {
    const local = openaiCompatible(new URL(config.visionBaseUrl).host, config.visionBaseUrl)
    configured.push(seer(config.visionModel, local, config.visionApiKey, undefined))
  }
  for (const name of ['zai', 'bigmodel'] as const) {
    const { key, baseUrl } = access[name]
    if (key !== undefined) configured.push(seer(config.zaiVisionModel, glm[name], key, baseUrl))
  }
  if (config.dashscopeApiKey !== undefined) {
    configured.push(seer(config.dashscopeVisionModel, dashscope, config.dashscopeApiKey, config.dashscopeBaseUrl))
  }
  const shared = together(configured)

  const owner = keyVendor(config)
  const own = (key: string) => seer(config.zaiVisionModel, glm[owner], key, access[owner].baseUrl)
  return {
    modelsFor: ({ vendorKey }) => (vendorKey === undefined ? shared : together([own(vendorKey)])),
    resting: shared.failover.resting,
  }
}

function together(seers: readonly Seer[]): Models {
  const members = seers.map((target) => ({ name: `${target.client.vendor.title} ${target.model}`, target }))
  const parsers = seers
    .filter(({ client }) => client.vendor.name === zai.name || client.vendor.name === bigmodel.name)
    .map((target) => ({ name: target.client.vendor.title, target }))
  return {
    seers,
    failover: createFailover(members),
    ...(parsers.length > 0 && { layout: createFailover(parsers) }),
  }
}

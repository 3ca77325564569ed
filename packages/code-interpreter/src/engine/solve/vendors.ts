import { ToolError } from '@sensorium/kit'
import {
  bigmodel,
  type Client,
  createClient,
  createNetwork,
  dashscope,
  openaiCompatible,
  proxyFromEnvironment,
  zai,
} from '@sensorium/provider'
import { type VendorName, vendorNames } from './names.ts'

/** What is set for one vendor; it can be used when `key` is there, or needs none. */
export interface VendorSettings {
  readonly key: string | undefined
  readonly baseUrl: string | undefined
  /** Model that thinks when the call names none. */
  readonly model: string
}

export interface Vendors {
  readonly settings: Readonly<Record<VendorName, VendorSettings>>
  readonly proxy: Readonly<Record<string, string | undefined>>
}

const configured = ({ key, baseUrl }: VendorSettings, name: VendorName) =>
  name === 'local_model' ? baseUrl !== undefined : key !== undefined

/**
 * The vendor to use: the one that is named, else the first that is set.
 *
 * @throws ToolError `invalid_config` when none is.
 */
export function chooseVendor(
  { settings }: Vendors,
  wanted: VendorName | undefined,
  callersKey: string | undefined,
): VendorName {
  const usable = vendorNames.filter((name) => configured(settings[name], name) || (callersKey && name === 'zai'))
  const chosen = wanted === undefined ? usable[0] : usable.find((name) => name === wanted)
  if (chosen) return chosen
  throw new ToolError(
    'invalid_config',
    wanted ? `No key is set for ${wanted}.` : 'No vendor is set whose model could solve the task.',
    {
      hint: 'Set Z_AI_API_KEY, BIGMODEL_API_KEY, DASHSCOPE_API_KEY, or SENSORIUM_CODE_MODEL_URL for a local server; run_code needs none.',
    },
  )
}

/** A client for one call; the caller closes it. A caller's own vendor key goes to Z.AI only. */
export function openClient({ settings, proxy }: Vendors, name: VendorName, callersKey: string | undefined): Client {
  const { key, baseUrl } = settings[name]
  const vendor = { local_model: openaiCompatible('local_model', baseUrl ?? ''), zai, bigmodel, dashscope }[name]
  const network = createNetwork({ proxy: proxyFromEnvironment(proxy) })
  const client = createClient({ vendor, key: name === 'zai' ? (callersKey ?? key) : key, baseUrl, network })
  return { ...client, close: () => client.close().then(() => network.close()) }
}

import type { z } from 'zod'
import type { glmSettings } from './settings.ts'

/** The two houses that sell GLM models, each with keys of its own. */
export type GlmVendor = 'zai' | 'bigmodel'

/** What a client of a vendor needs; it can be used when `key` is there. */
export interface Access {
  readonly key: string | undefined
  readonly baseUrl: string | undefined
}

type Glm = z.output<z.ZodObject<typeof glmSettings>>

/** The vendor that `zaiApiKey`, and a caller's own key, belong to. */
export function keyVendor({ zaiMode }: Pick<Glm, 'zaiMode'>): GlmVendor {
  return zaiMode === 'ZAI' ? 'zai' : 'bigmodel'
}

/** What the settings give for each vendor: `zaiApiKey` and `zaiBaseUrl` are of the one that `zaiMode` names. */
export function glmAccess(config: Glm): Readonly<Record<GlmVendor, Access>> {
  const named: Access = { key: config.zaiApiKey, baseUrl: config.zaiBaseUrl }
  const beside: Access = { key: config.bigmodelApiKey, baseUrl: config.bigmodelBaseUrl }
  if (keyVendor(config) === 'zai') return { zai: named, bigmodel: beside }
  return {
    zai: { key: undefined, baseUrl: undefined },
    bigmodel: { key: named.key ?? beside.key, baseUrl: named.baseUrl ?? beside.baseUrl },
  }
}

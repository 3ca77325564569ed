import type { Environment } from '@sensorium/kit'

/** A vendor whose keys can be tried without cost. */
export interface Vendor {
  readonly title: string
  /** Variables that hold its key, in order of precedence (CONTRACTS 1, DESIGN 6). */
  readonly env: readonly [string, ...string[]]
  /** A request that any valid key may make. */
  readonly probe: (env: Environment) => string
}

/** The quota of a plan answers on the vendor's host, whichever API base is set (CONTRACTS 2). */
const quota = (origin: string) => `${origin}/api/monitor/usage/quota/limit`

export const vendors: readonly Vendor[] = [
  {
    title: 'Z.AI',
    env: ['SENSORIUM_Z_AI_API_KEY', 'Z_AI_API_KEY', 'ZAI_API_KEY'],
    probe: (env) => {
      const base = env['Z_AI_BASE_URL'] ?? ''
      if (URL.canParse(base)) return quota(new URL(base).origin)
      return quota(/ZHIPU/i.test(env['Z_AI_MODE'] ?? '') ? 'https://open.bigmodel.cn' : 'https://api.z.ai')
    },
  },
  {
    title: 'DashScope',
    env: ['SENSORIUM_DASHSCOPE_API_KEY', 'DASHSCOPE_API_KEY'],
    probe: (env) => {
      const base = env['SENSORIUM_DASHSCOPE_BASE_URL'] ?? ''
      const origin = URL.canParse(base) ? new URL(base).origin : 'https://dashscope.aliyuncs.com'
      return `${origin}/compatible-mode/v1/models`
    },
  },
  {
    title: 'GitHub',
    env: ['SENSORIUM_GITHUB_TOKEN', 'GITHUB_TOKEN'],
    probe: (env) => {
      const base = env['SENSORIUM_GITHUB_API_URL'] ?? ''
      return `${URL.canParse(base) ? base.replace(/\/+$/, '') : 'https://api.github.com'}/rate_limit`
    },
  },
]

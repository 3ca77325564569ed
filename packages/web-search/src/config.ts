import { networkSettings, settings } from '@sensorium/kit'
import { baseUrl, glmAccess, glmSettings, keyVendor, secret } from '@sensorium/vendors'
import { z } from 'zod'
import { type EngineName, engineNames } from './engine/engine.ts'
import { type ServiceName, services } from './engine/open/source.ts'

const base = (name: string, address: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(address)
    .describe(`Base URL of ${name}.`)

/** `{lang}` stands for a language in Wikipedia's address. */
const template = z.string().refine((value) => URL.canParse(value.replace('{lang}', 'en')), 'Not an address.')

const serviceNames = Object.keys(services) as [ServiceName, ...ServiceName[]]

const fields = z.object({
  searchEngines: z
    .array(z.enum(engineNames))
    .min(1)
    .optional()
    .describe(
      `Engines in the order in which they are asked: ${engineNames.join(', ')}. Default: every one that has a key, then open.`,
    ),
  searchTimeout: z
    .number()
    .int()
    .min(500)
    .max(50_000)
    .default(8000)
    .describe('Milliseconds for one search, whatever happens.'),
  ...glmSettings,
  bigmodelSearchEngine: z
    .enum(['search_std', 'search_pro', 'search_pro_sogou', 'search_pro_quark'])
    .default('search_pro')
    .describe("BigModel's search engine."),
  searxngUrl: baseUrl()
    .describe('Address of your own SearXNG; its settings.yml must allow the format json.')
    .register(settings, { env: ['SEARXNG_URL'] }),
  braveApiKey: secret('Brave Search API key.', 'BRAVE_API_KEY'),
  braveBaseUrl: base('Brave Search', 'https://api.search.brave.com'),
  tavilyApiKey: secret('Tavily API key.', 'TAVILY_API_KEY'),
  tavilyBaseUrl: base('Tavily', 'https://api.tavily.com'),
  exaApiKey: secret('Exa API key.', 'EXA_API_KEY'),
  exaBaseUrl: base('Exa', 'https://api.exa.ai'),
  githubToken: secret(
    'GitHub token: private repositories and higher API limits. Every caller of this server reads with it.',
    'GITHUB_TOKEN',
    'GH_TOKEN',
  ),
  searchContact: z
    .string()
    .regex(/^[\x21-\x7e]{5,200}$/, 'An e-mail address or URL.')
    .default('https://www.npmjs.com/package/@sensorium/web-search')
    .describe('How to reach who runs this server: told to the services that open asks, as they require.'),
  openBaseUrls: z
    .partialRecord(z.enum(serviceNames), template)
    .default({})
    .describe('Other addresses of the services that open asks, as JSON: {"github": "https://host/api/v3"}.'),
  httpProxy: networkSettings.httpProxy,
  httpsProxy: networkSettings.httpsProxy,
  noProxy: networkSettings.noProxy,
})

export type SearchConfig = z.output<typeof fields>

/** What each engine needs before it can be asked, in the words of a user. */
export const needs: Readonly<Record<EngineName, string>> = {
  zai: 'Z_AI_API_KEY',
  bigmodel: 'BIGMODEL_API_KEY',
  searxng: 'SEARXNG_URL',
  brave: 'BRAVE_API_KEY',
  tavily: 'TAVILY_API_KEY',
  exa: 'EXA_API_KEY',
  open: 'nothing',
}

/** The key or address that makes an engine usable (`open` wants none); `undefined` when it is not configured. */
export function credentialOf(engine: EngineName, config: SearchConfig): string | undefined {
  switch (engine) {
    case 'zai':
    case 'bigmodel':
      return glmAccess(config)[engine].key
    case 'searxng':
      return config.searxngUrl
    case 'brave':
      return config.braveApiKey
    case 'tavily':
      return config.tavilyApiKey
    case 'exa':
      return config.exaApiKey
    case 'open':
      return ''
  }
}

/** What would let more engines take over, as one sentence. */
export function adviceOf(values: SearchConfig): string {
  const more = engineNames.filter((name) => name !== 'open' && credentialOf(name, values) === undefined)
  const keys = `More engines can take over: set ${more.map((name) => needs[name]).join(', or ')}.`
  const order = values.searchEngines
  return order === undefined || order.includes('open')
    ? keys
    : `SENSORIUM_SEARCH_ENGINES asks only ${order.join(', ')}; open needs no key. ${keys}`
}

/** Engines named in the order must be usable; only the key of `keyVendor` may come with the caller. */
export const config = fields.superRefine((value, ctx) => {
  for (const engine of value.searchEngines ?? []) {
    if (engine === keyVendor(value) || credentialOf(engine, value) !== undefined) continue
    ctx.addIssue({ code: 'custom', path: ['searchEngines'], message: `${engine} needs ${needs[engine]}.` })
  }
})

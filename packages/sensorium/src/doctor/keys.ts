import { fieldsOf, rememberSecret } from '@sensorium/kit'
import { z } from 'zod'
import type { Place } from '../place.ts'
import { toolsets } from '../toolsets.ts'
import { type Check, type CheckContext, type CheckGroup, type Finding, ok } from './check.ts'
import { type Vendor, vendors } from './vendors.ts'

/** The keys that servers take: everything works without them, and a wrong one is worse than none. */
export const keys: CheckGroup = {
  title: 'Keys',
  checks: async ({ checkKeys }) => {
    const known = new Set(vendors.flatMap(({ env }) => env))
    const others = (await secretVariables()).filter(([first]) => !known.has(first))
    return [
      ...vendors.map((vendor) => vendorKey(vendor, checkKeys)),
      ...others.map(
        (names): Check => ({ name: names.at(-1) ?? '', run: async ({ place: at }) => look(names, at).finding }),
      ),
    ]
  },
}

/** The variables of every secret setting, each setting once. */
async function secretVariables(): Promise<(readonly [string, ...string[]])[]> {
  const loaded = await Promise.all(Object.values(toolsets).map((load) => load()))
  const fields = loaded.flatMap(({ toolset }) => fieldsOf(toolset.config)).filter(({ secret }) => secret)
  return [...new Map(fields.map(({ flag, env }) => [flag, env])).values()]
}

function vendorKey(vendor: Vendor, checkKeys: boolean): Check {
  return {
    name: vendor.title,
    run: async (context) => {
      const { key, finding } = look(vendor.env, context.place)
      if (key === undefined || finding.state !== 'ok' || !checkKeys) return finding
      return tryKey(vendor, key, context)
    },
  }
}

function look(names: readonly string[], { env }: Place): { key?: string; finding: Finding } {
  const name = names.find((candidate) => env[candidate])
  const key = name === undefined ? undefined : env[name]
  if (name === undefined || key === undefined) return { finding: ok('none is set, none is needed') }
  rememberSecret(key)
  if (/^["'\s]|["'\s]$|^your|api[-_ ]?key$|^<.*>$|^x{3,}$/i.test(key))
    return {
      finding: {
        state: 'warn',
        detail: `${name} looks like a placeholder or is quoted twice`,
        fix: `export ${name}=KEY`,
      },
    }
  return { key, finding: ok(`set by ${name}`) }
}

const answer = z.object({
  code: z.union([z.string(), z.number()]).optional(),
  error: z.object({ code: z.union([z.string(), z.number()]) }).optional(),
})

/** Some vendors refuse with status 200 and a code in the body (CONTRACTS 2: 1000–1004 are authentication). */
async function tryKey(vendor: Vendor, key: string, context: CheckContext): Promise<Finding> {
  const { title, env: names } = vendor
  const asked = await ask(vendor, key, context).catch(() => undefined)
  if (asked === undefined) return { state: 'warn', detail: `${title} could not be reached`, fix: 'sensorium doctor' }
  const body = answer.safeParse(asked.body)
  const code = String(body.data?.error?.code ?? body.data?.code ?? '')
  if ([401, 403].includes(asked.status) || /^(?:401|403|100[0-4])$/.test(code)) {
    const name = names.find((candidate) => context.place.env[candidate])
    return { state: 'broken', detail: `${title} refuses the key in ${name}`, fix: `export ${name}=KEY` }
  }
  if (asked.status === 200) return ok(`${title} accepts the key`)
  return { state: 'warn', detail: `${title} answered with status ${asked.status}` }
}

async function ask({ probe }: Vendor, key: string, { place, signal }: CheckContext) {
  const { EnvHttpProxyAgent, fetch } = await import('undici')
  const read = (name: string) => place.env[name] || place.env[name.toLowerCase()] || ''
  const proxies = { httpProxy: read('HTTP_PROXY'), httpsProxy: read('HTTPS_PROXY'), noProxy: read('NO_PROXY') }
  const dispatcher = new EnvHttpProxyAgent(proxies)
  try {
    const headers = { authorization: `Bearer ${key}`, 'user-agent': 'sensorium-doctor' }
    const response = await fetch(probe(place.env), { headers, signal, redirect: 'error', dispatcher })
    const body: unknown = await response.json().catch(() => undefined)
    return { status: response.status, body }
  } finally {
    await dispatcher.destroy()
  }
}

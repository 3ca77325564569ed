import {
  arxivVendor,
  cratesVendor,
  githubVendor,
  hackernewsVendor,
  mdnVendor,
  npmVendor,
  pypiVendor,
  stackexchangeVendor,
  wikipediaVendor,
} from './keyless.ts'
import { type SearchStandIn, startSearchStandIn } from './stand-in.ts'

const vendors = {
  wikipedia: wikipediaVendor,
  stackexchange: stackexchangeVendor,
  mdn: mdnVendor,
  github: githubVendor,
  npm: npmVendor,
  crates: cratesVendor,
  pypi: pypiVendor,
  arxiv: arxivVendor,
  hackernews: hackernewsVendor,
} as const

type Name = keyof typeof vendors

/** Every service that the keyless engine asks, on loopback. */
export interface OpenWeb extends AsyncDisposable {
  readonly services: Readonly<Record<Name, SearchStandIn>>
  readonly baseUrls: Readonly<Record<Name, string>>
  /** How many requests came in all. */
  readonly calls: () => number
}

export async function startOpenWeb(): Promise<OpenWeb> {
  const started = await Promise.all(
    Object.entries(vendors).map(async ([name, vendor]) => [name, await startSearchStandIn(vendor)] as const),
  )
  const services = Object.fromEntries(started) as Record<Name, SearchStandIn>
  const baseUrls = Object.fromEntries(started.map(([name, { url }]) => [name, url])) as Record<Name, string>
  return {
    services,
    baseUrls,
    calls: () => started.reduce((sum, [, { requests }]) => sum + requests.length, 0),
    [Symbol.asyncDispose]: async () => {
      for (const [, service] of started) await service[Symbol.asyncDispose]()
    },
  }
}

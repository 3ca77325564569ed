export { braveVendor, exaVendor, searxngVendor, tavilyVendor } from './keyed.ts'
export {
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
export { type OpenWeb, startOpenWeb } from './open-web.ts'
export {
  exampleDay,
  examplePages,
  manyPages,
  type Page,
  type SearchStandIn,
  type SearchVendor,
  standInKey,
  startSearchStandIn,
} from './stand-in.ts'

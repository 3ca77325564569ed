export { braveVendor, exaVendor, searxngVendor, tavilyVendor } from './keyed.ts'
export { type OpenWeb, startOpenWeb } from './open-web.ts'
export {
  exampleDay,
  manyPages,
  type Page,
  type SearchStandIn,
  standInKey,
  startSearchStandIn,
} from './stand-in.ts'

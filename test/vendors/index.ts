export { bigmodelStandIn, zaiStandIn } from './glm.ts'
export { openaiStandIn } from './openai.ts'
export type { Scenario } from './scenario.ts'
export { type Received, type StandIn, type StandInVendor, startStandIn } from './stand-in.ts'

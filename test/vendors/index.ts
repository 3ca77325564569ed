export { dashscopeStandIn } from './dashscope.ts'
export { bigmodelStandIn, zaiStandIn } from './glm.ts'
export { openaiStandIn } from './openai.ts'
export { type StandIn, type StandInVendor, startStandIn } from './stand-in.ts'

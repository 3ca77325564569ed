import { bigmodelStandIn, dashscopeStandIn, openaiStandIn, startStandIn, zaiStandIn } from './index.ts'

/** `node --conditions=@sensorium/source test/vendors/start.ts`: every stand-in, until it is interrupted. */
const vendors = [
  ['zai', zaiStandIn, '/api/paas/v4'],
  ['bigmodel', bigmodelStandIn, '/api/paas/v4'],
  ['dashscope', dashscopeStandIn, '/compatible-mode/v1'],
  ['openai-compatible', openaiStandIn, '/v1'],
] as const

for (const [name, vendor, path] of vendors) {
  const { url } = await startStandIn(vendor)
  process.stdout.write(`${name.padEnd(18)} ${url}${path}\n`)
}
process.stdout.write('key                standin-key-0123456789\n')

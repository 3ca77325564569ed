import { setTimeout as forever } from 'node:timers/promises'
import { braveVendor, manyPages, startOpenWeb, startSearchStandIn } from '../../search/index.ts'

/** Services in a process of their own, so that their work is not counted as ours; the slowest takes as long as told. */
const [slowestMs = 200] = process.argv.slice(2).map(Number)
const web = await startOpenWeb()
const brave = await startSearchStandIn(braveVendor)
const hanging = await startSearchStandIn(braveVendor)
for (const service of [...Object.values(web.services), brave]) service.finds(...manyPages(20))
for (const service of Object.values(web.services)) service.always({ delayMs: slowestMs / 4 })
web.services.stackexchange.always({ delayMs: slowestMs })
brave.always({ delayMs: slowestMs })
hanging.always({ stallAfter: 1 })
process.send?.({ baseUrls: web.baseUrls, brave: brave.url, hanging: hanging.url })
await forever(600_000)

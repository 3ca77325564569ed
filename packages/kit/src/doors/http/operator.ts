import type { ServerResponse } from 'node:http'
import type { Governor } from '../../govern/governor.ts'
import type { Metrics } from '../../govern/metrics.ts'
import type { Identity } from '../../server/service.ts'
import type { StatusReport } from '../../status/report.ts'
import { dayOf } from '../../store/store.ts'
import { refuse, sendJson } from './reply.ts'

export const operatorPaths = ['/metrics', '/usage', '/status'] as const
export type OperatorPath = (typeof operatorPaths)[number]

/** What only an operator's key may read: `/metrics` for Prometheus, `/usage?day=2026-11-22` and `/status` as JSON. */
export type OperatorDoor = (
  path: OperatorPath,
  url: URL,
  identity: Identity | undefined,
  response: ServerResponse,
) => Promise<void>

export interface OperatorSources {
  readonly metrics: Metrics
  readonly governor: Pick<Governor, 'usage'>
  readonly report: () => StatusReport
}

export function createOperatorDoor({ metrics, governor, report }: OperatorSources): OperatorDoor {
  return async (path, url, identity, response) => {
    if (identity?.grant?.operator !== true)
      return refuse(response, 403, 'Forbidden: only an operator key may read this')
    if (path === '/status') return sendJson(response, 200, report())
    if (path === '/metrics') {
      response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
      response.end(await metrics.render())
      return
    }
    const day = url.searchParams.get('day') ?? dayOf(Date.now())
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return refuse(response, 400, 'day is a date such as 2026-11-22')
    sendJson(response, 200, { day, usage: await governor.usage(day) })
  }
}

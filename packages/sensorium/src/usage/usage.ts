import { type ExitCode, exitCodes, readCommandLine, reportFaults, type Terminal } from '@sensorium/kit'
import { dayOf } from '@sensorium/kit/http'
import { exitCodeOf } from '../configure/run.ts'
import { type Place, placeOfProcess } from '../place.ts'
import { usageOptions } from './options.ts'
import { fromGateway, fromStore } from './source.ts'
import { type DayUsage, usageTable } from './table.ts'

const dayMs = 24 * 3_600_000

/** Prints who called what how often: from a gateway, or from the store that gateways count in. */
export async function usage(terminal: Terminal, place: Place = placeOfProcess(terminal.env)): Promise<ExitCode> {
  const line = readCommandLine({ usage: usageOptions }, [], terminal)
  if (!line.ok) return reportFaults(terminal, line.faults)
  const { days, url, key, store, port, json } = line.values.usage
  return exitCodeOf(terminal, async () => {
    await using scope = new AsyncDisposableStack()
    const readsStore = url === undefined && store !== undefined && store !== 'memory'
    const source = readsStore
      ? await fromStore(store, scope)
      : await fromGateway(url ?? `http://127.0.0.1:${port}`, key, place)
    const rows: DayUsage[] = []
    for (const day of lastDays(days)) rows.push(...(await source(day)).map((row) => ({ day, ...row })))
    if (json) terminal.stdout(JSON.stringify(rows, null, 2))
    else for (const text of usageTable(rows)) terminal.stdout(text)
    return exitCodes.ok
  })
}

function lastDays(count: number): string[] {
  const now = Date.now()
  return Array.from({ length: count }, (_, at) => dayOf(now - (count - 1 - at) * dayMs))
}

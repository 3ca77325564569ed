import { type Pin, pinned, type SkippedPin } from '../../../test/clients/pins.ts'
import { type Door, doors } from '../../../test/clients/real-client.ts'
import { type ClientResult, readResults } from '../../../test/clients/results.ts'
import type { Showing } from '../../../test/clients/showing.ts'

type Row = readonly string[]

const doorNames: Readonly<Record<Door, string>> = {
  stdio: 'stdio',
  http: 'HTTP, key in a header',
  sse: 'SSE, key in the address',
}
const structured: Readonly<Record<Showing['structured'], string>> = {
  data: 'the data',
  text: 'the text',
  both: 'both',
  'raw JSON': 'the whole result as JSON',
}

/** Which clients were tried at which door, and how it went: head and rows. */
export function triedClients(): readonly [Row, readonly Row[]] {
  const results = readResults()
  const head = ['client', 'version', ...doors.map((door) => doorNames[door]), 'agent turn', 'tried on']
  return [head, Object.entries(pinned).map(([id, pin]) => triedRow(pin, results[id]))]
}

/** What a client makes of our tools and results on their way to its model. */
export function shownToModels(): readonly [Row, readonly Row[]] {
  const results = readResults()
  const head = ['client', 'tools', 'their input schemas', 'of a result with data and text', 'images']
  const rows = Object.entries(pinned).flatMap(([id, { title }]) => {
    const showing = results[id]?.showing
    if (showing === undefined) return []
    const schemas = showing.schemas.length === 0 ? 'as they are' : showing.schemas.join(', ')
    return [[title, showing.tools, schemas, structured[showing.structured], showing.image]]
  })
  return [head, rows]
}

function triedRow(pin: Pin | SkippedPin, result: ClientResult | undefined): Row {
  if ('skipped' in pin) return [pin.title, pin.version ?? '', ...doors.map(() => ''), `not tried: ${pin.skipped}`, '']
  if (result === undefined) return [pin.title, pin.version, ...doors.map(() => ''), 'not tried yet', '']
  const worked = Object.values(result.doors).every((ways) => doorCell(ways) === '✓')
  const turn = result.showing !== undefined ? '✓' : worked ? 'has no model' : '✗'
  return [pin.title, result.version, ...doors.map((door) => doorCell(result.doors[door])), turn, result.ranOn]
}

function doorCell(ways: ClientResult['doors'][Door]): string {
  if (ways === undefined) return '–'
  const faults = Object.entries(ways).filter(([, outcome]) => outcome !== 'ok')
  return faults.length === 0 ? '✓' : faults.map(([way, outcome]) => `✗ as ${way}: ${outcome}`).join('; ')
}

import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { packAll } from '@sensorium/dev/packed'
import { type Installed, install } from './install.ts'
import { type Opening, type Start, start } from './start.ts'
import { floors, ours, peers } from './subjects.ts'

/**
 * Cold start, memory and size of every server as its users get it, beside peers and two floors, interleaved in one run:
 * `npm run bench -- startup [--rounds 11] [--only web-,hand] [--no-peers]`. Read the ratios on a shared machine.
 */
const { values } = parseArgs({
  allowNegative: true,
  options: {
    rounds: { type: 'string', default: '11' },
    only: { type: 'string', default: '' },
    peers: { type: 'boolean', default: true },
  },
})
const cache = fileURLToPath(new URL('../../../.cache/bench-startup', import.meta.url))
mkdirSync(cache, { recursive: true })

const wanted = values.only.split(',').filter((part) => part !== '')
const subjects = [
  ...floors,
  ...[...ours(await packAll()), ...(values.peers ? peers : [])].filter(
    ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
  ),
]
const installed: Installed[] = []
for (const subject of subjects) {
  process.stderr.write(`installing ${subject.name}\n`)
  // The first time fills npm's cache, so that what is timed is npm's work and not the registry's.
  await install(subject, cache, [])
  installed.push(await install(subject, cache, ['--prefer-offline']))
}

type Measure = Opening | 'first start'
const starts = new Map<string, Start[]>()
const startsOf = (name: string, measure: Measure) => starts.get(`${name} ${measure}`) ?? []

async function measure({ subject, args }: Installed, home: string, opening: Opening, as: Measure): Promise<void> {
  const env = { PATH: dirname(process.execPath), HOME: home, TMPDIR: home, ...subject.env }
  const result = await start(args, env, opening)
  if (result !== undefined) starts.set(`${subject.name} ${as}`, [...startsOf(subject.name, as), result])
}

for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const server of installed) {
    // What Node compiled is kept under the temporary folder: a new one makes a first start.
    const home = join(cache, 'home', server.subject.name.replaceAll(/[^\w.-]+/g, '_'))
    if (round < 3) {
      rmSync(home, { recursive: true, force: true })
      mkdirSync(home, { recursive: true })
      await measure(server, home, 'initialize', 'first start')
    }
    await measure(server, home, 'initialize', 'initialize')
    if (round === 0 || startsOf(server.subject.name, 'server/discover').length > 0)
      await measure(server, home, 'server/discover', 'server/discover')
  }
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
const openedBy = (name: string, measure: Measure) => median(startsOf(name, measure).map(({ opened }) => opened))
const shown = (number: number, digits = 0) => (Number.isNaN(number) ? '–' : number.toFixed(digits))
const cells = [
  [
    'server',
    'initialize ms',
    '×',
    'discover ms',
    'first start ms',
    'tools/list ms',
    'CPU ms',
    '× ',
    'RSS MiB',
    'list bytes',
    'install s',
    'MB',
    'packages',
  ],
  ...installed.map(({ subject: { name }, seconds, megabytes, packages }) => {
    const later = startsOf(name, 'initialize')
    const of = (read: (one: Start) => number) => median(later.map(read))
    const floorCpu = median(startsOf('hand-written server', 'initialize').map(({ cpu }) => cpu))
    return [
      name,
      shown(openedBy(name, 'initialize')),
      shown(openedBy(name, 'initialize') / openedBy('hand-written server', 'initialize'), 2),
      shown(openedBy(name, 'server/discover')),
      shown(openedBy(name, 'first start')),
      shown(of(({ listed }) => listed)),
      shown(of(({ cpu }) => cpu)),
      shown(of(({ cpu }) => cpu) / floorCpu, 2),
      shown(of(({ rss }) => rss)),
      shown(of(({ listBytes }) => listBytes)),
      shown(seconds, 1),
      shown(megabytes, 2),
      String(packages),
    ]
  }),
]
const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? []
for (const row of cells) {
  console.log(
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  )
}

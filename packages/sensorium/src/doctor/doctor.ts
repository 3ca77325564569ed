import { type ExitCode, exitCodes, readCommandLine, reportFaults, type Terminal } from '@sensorium/kit'
import { type Language, languageOf } from '../first-run/texts.ts'
import { type Place, placeOfProcess } from '../place.ts'
import type { State } from './check.ts'
import { type Examined, examine } from './examine.ts'
import { groups } from './groups.ts'
import { doctorOptions } from './options.ts'

const marks: Readonly<Record<State, string>> = { ok: '✓', warn: '!', missing: '-', broken: '✗' }

/** `sensorium doctor` */
export async function doctor(terminal: Terminal, place: Place = placeOfProcess(terminal.env)): Promise<ExitCode> {
  const line = readCommandLine({ doctor: doctorOptions }, [], { ...terminal, env: {} })
  if (!line.ok) return reportFaults(terminal, line.faults)
  const { json, checkKeys } = line.values.doctor
  const examined = await examine(groups, { place, checkKeys })
  if (json) terminal.stdout(JSON.stringify(examined, null, 2))
  else for (const text of lines(await inLanguage(languageOf(terminal.env), examined))) terminal.stdout(text)
  return examined.some(({ state }) => state === 'broken') ? exitCodes.failed : exitCodes.ok
}

/** What people read follows their terminal; the lines that mend, and `--json`, are the same everywhere. */
async function inLanguage(language: Language, examined: readonly Examined[]): Promise<readonly Examined[]> {
  if (language === 'en') return examined
  const { inChinese } = await import('./zh.ts')
  return examined.map((one) => ({
    ...one,
    group: inChinese(one.group),
    name: inChinese(one.name),
    detail: inChinese(one.detail),
  }))
}

function lines(examined: readonly Examined[]): string[] {
  const width = Math.max(...examined.map(({ name }) => name.length))
  return Object.entries(Object.groupBy(examined, ({ group }) => group)).flatMap(([group, found = []]) => [
    group,
    ...found.flatMap(({ name, state, detail, fix }) => [
      `  ${marks[state]} ${name.padEnd(width)}  ${detail}`,
      ...(fix === undefined ? [] : [`    ${' '.repeat(width)}  → ${fix}`]),
    ]),
  ])
}

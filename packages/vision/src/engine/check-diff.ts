import type { ChatPart } from '@sensorium/provider'
import { type Answer, withNotes } from './answer.ts'
import type { Call } from './call.ts'
import { diffPictures } from './diff/diff.ts'
import { reportDiff } from './diff/report.ts'
import type { Eyes } from './eyes.ts'
import { noModel } from './keyless.ts'
import { pictureParts } from './look.ts'
import { ask } from './models/ask.ts'
import { limitsOf } from './prepare/limits.ts'
import { prepare } from './prepare/prepare.ts'

export interface DiffCheck {
  readonly expected: string
  readonly actual: string
  readonly task: string
  readonly prompt: string
}

/** Measures how two pictures differ; a model, where there is one, judges the differences on the ground of the measurement. */
export async function checkDiff(eyes: Eyes, wanted: DiffCheck, call: Call): Promise<Answer> {
  call.progress(0, undefined, 'comparing the pictures')
  const [expected, actual] = await Promise.all([
    eyes.sources.load(wanted.expected, ['image'], call),
    eyes.sources.load(wanted.actual, ['image'], call),
  ])
  const diff = await diffPictures(expected, actual, eyes.decoding, call.signal)
  const measured = `Measured difference\n${reportDiff(diff)}`
  const shown = diff.picture === undefined ? [] : [{ bytes: diff.picture, mime: 'image/png' }]
  const legend =
    shown.length === 0
      ? []
      : ['The picture shows expected and actual beside each other, with the regions outlined and numbered.']

  const models = eyes.modelsFor(call.caller)
  if (models.seers.length === 0) {
    return {
      text: withNotes(measured, ['Measured on the pixels; no model has judged it.', ...legend, noModel]),
      pictures: shown,
    }
  }
  const limits = limitsOf(models.seers.map(({ model }) => model))
  const budget = Math.floor(limits.images / 2)
  const one = await prepare(expected, limits, budget, eyes.decoding, call.signal)
  const other = await prepare(actual, limits, budget, eyes.decoding, call.signal)
  const content: ChatPart[] = [
    { type: 'text', text: 'Expected:' },
    ...pictureParts(one),
    { type: 'text', text: 'Actual:' },
    ...pictureParts(other),
    { type: 'text', text: `${measured}\n\n${wanted.prompt}` },
  ]
  const reply = await ask(models, { ...wanted, content, effort: 'reason' }, eyes.sampling, call)
  const notes = [
    `Judged by ${reply.by}, measured on the pixels.`,
    ...legend,
    ...one.notes,
    ...other.notes,
    ...reply.notes,
  ]
  return { text: withNotes(`${reply.text}\n\n${measured}`, notes), pictures: shown }
}

import type { ChatPart } from '@sensorium/provider'
import { type Answer, withNotes } from './answer.ts'
import type { Call } from './call.ts'
import type { Eyes } from './eyes.ts'
import { keylessLook } from './keyless.ts'
import { ask } from './models/ask.ts'
import { limitsOf } from './prepare/limits.ts'
import type { Prepared } from './prepare/picture.ts'
import { prepare } from './prepare/prepare.ts'
import { parseSource } from './sources/parse-source.ts'

/** One look at a picture: what the tool asks of whoever sees it, and what the user wants to know. */
export interface Look {
  readonly source: string
  readonly task: string
  readonly prompt: string
  readonly effort: 'read' | 'reason'
}

/** The one path of the tools that look at a picture: load, prepare, and ask a model, or hand the picture to the client. */
export async function look(eyes: Eyes, wanted: Look, call: Call): Promise<Answer> {
  const models = eyes.modelsFor(call.caller)
  const passed = eyes.passUrls && models.seers.length > 0 ? parseSource(wanted.source) : undefined
  if (passed?.kind === 'url') {
    const content: ChatPart[] = [
      { type: 'image_url', image_url: { url: passed.url.href } },
      { type: 'text', text: wanted.prompt },
    ]
    const reply = await ask(models, { ...wanted, content }, eyes.sampling, call)
    return {
      text: withNotes(reply.text, [`Seen by ${reply.by}, which fetched ${passed.url.host} itself.`, ...reply.notes]),
      pictures: [],
    }
  }

  call.progress(0, undefined, 'reading the picture')
  const loaded = await eyes.sources.load(wanted.source, ['image'], call)
  const limits = limitsOf(models.seers.map(({ model }) => model))
  const prepared = await prepare(loaded, limits, limits.images, eyes.decoding, call.signal)
  if (models.seers.length === 0) return keylessLook(eyes, wanted, loaded, prepared, call)

  const content: ChatPart[] = [...pictureParts(prepared), { type: 'text', text: wanted.prompt }]
  const reply = await ask(models, { ...wanted, content }, eyes.sampling, call)
  return {
    text: withNotes(reply.text, [`Seen by ${reply.by}. ${prepared.facts}.`, ...prepared.notes, ...reply.notes]),
    pictures: [],
  }
}

/** The pictures of one source as parts of a message, each announced by its caption. */
export function pictureParts(prepared: Prepared): readonly ChatPart[] {
  return prepared.pictures.flatMap(({ bytes, mime, caption }): ChatPart[] => [
    ...(caption === '' ? [] : [{ type: 'text' as const, text: `${caption}:` }]),
    { type: 'image_url', image_url: { url: `data:${mime};base64,${bytes.toString('base64')}` } },
  ])
}

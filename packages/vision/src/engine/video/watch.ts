import { readFile } from 'node:fs/promises'
import type { ChatPart } from '@sensorium/provider'
import { type Answer, withNotes } from '../answer.ts'
import type { Call } from '../call.ts'
import type { Eyes } from '../eyes.ts'
import { noModel } from '../keyless.ts'
import { type Look, pictureParts } from '../look.ts'
import { ask } from '../models/ask.ts'
import { limitsOf } from '../prepare/limits.ts'
import type { LoadedBytes, LocatedFile } from '../sources/load.ts'
import { parseSource } from '../sources/parse-source.ts'
import { describeVideo, readVideoFacts } from './facts.ts'
import { takeFrames } from './frames.ts'

/** Containers that vendors take whole. */
const wholeMimes = ['video/mp4', 'video/x-m4v', 'video/quicktime', 'video/matroska']

/** Frames of a video at most, however many pictures a model takes. */
const mostFrames = 12

/** Watches a video: whole where every model takes it, else as frames with their times; without a model the client gets the frames. */
export async function watch(eyes: Eyes, wanted: Look, call: Call): Promise<Answer> {
  const models = eyes.modelsFor(call.caller)
  const limits = limitsOf(models.seers.map(({ model }) => model))
  const passed = eyes.passUrls && limits.videoBytes > 0 ? parseSource(wanted.source) : undefined
  if (passed?.kind === 'url') {
    const reply = await ask(
      models,
      { ...wanted, content: [videoPart(passed.url.href), { type: 'text', text: wanted.prompt }] },
      eyes.sampling,
      call,
    )
    return {
      text: withNotes(reply.text, [`Seen by ${reply.by}, which fetched ${passed.url.host} itself.`, ...reply.notes]),
      pictures: [],
    }
  }

  call.progress(0, undefined, 'reading the video')
  const loaded = await eyes.sources.locate(wanted.source, call)
  const facts = await readVideoFacts(loaded)
  const about = describeVideo(loaded, facts)
  if (loaded.size <= limits.videoBytes && wholeMimes.includes(loaded.mime)) {
    const content = [videoPart(await dataUrl(loaded)), { type: 'text' as const, text: wanted.prompt }]
    const reply = await ask(models, { ...wanted, content }, eyes.sampling, call)
    return { text: withNotes(reply.text, [`Seen whole by ${reply.by}. ${about}.`, ...reply.notes]), pictures: [] }
  }

  call.progress(0, undefined, 'taking frames')
  const frames = await takeFrames(
    loaded,
    facts.seconds,
    Math.min(limits.images, mostFrames),
    eyes.decoding,
    call.signal,
  )
  const prepared = { pictures: frames, facts: about, notes: [] }
  const times = `${frames.length} frames: ${frames.map(({ caption }) => caption.replace('frame at ', '')).join(', ')}.`
  if (models.seers.length === 0) {
    const task = `Task:\n${wanted.task}\n\nRequest: ${wanted.prompt}`
    const way = `${noModel} So nobody has watched this video yet: frames of it follow as image content, and the task is yours if you can see them.`
    return { text: [way, `Video: ${about}. ${times}`, task].join('\n\n'), pictures: frames }
  }
  const content = [...pictureParts(prepared), { type: 'text' as const, text: `${times}\n\n${wanted.prompt}` }]
  const reply = await ask(models, { ...wanted, content }, eyes.sampling, call)
  return { text: withNotes(reply.text, [`Seen by ${reply.by} as ${times} ${about}.`, ...reply.notes]), pictures: [] }
}

function videoPart(url: string): ChatPart {
  return { type: 'video_url', video_url: { url } }
}

async function dataUrl(loaded: LoadedBytes | LocatedFile): Promise<string> {
  const bytes = 'data' in loaded ? loaded.data : await readFile(loaded.path)
  return `data:${loaded.mime};base64,${bytes.toString('base64')}`
}

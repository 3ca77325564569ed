import { z } from 'zod'
import type { EngineAnswer, Filter } from './engine.ts'
import { droppedNote, type Entries, htmlResult, readEntries, text, webAddress } from './records.ts'

const record = z.object({
  title: text,
  content: text,
  link: webAddress,
  media: text,
  icon: text,
  publish_date: text,
})

export type GlmAnswer = Entries<z.output<typeof record>>

/** The answer of `/web_search`, the same at Z.AI and BigModel (CONTRACTS 2). */
export function readGlm(body: unknown): GlmAnswer {
  return readEntries(body, ['search_result'], record)
}

export function glmAnswer(
  engine: string,
  { entries, dropped }: GlmAnswer,
  unfiltered: readonly Filter[],
): EngineAnswer {
  return {
    results: entries.map(({ publish_date, ...rest }) => htmlResult({ ...rest, published: publish_date })),
    unfiltered,
    notes: droppedNote(engine, dropped),
  }
}

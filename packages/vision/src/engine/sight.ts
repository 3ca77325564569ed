import type { Config } from '../config.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import { checkDiff, type DiffCheck } from './check-diff.ts'
import { type DocumentWish, parseDocument } from './document/parse.ts'
import { extractText } from './extract-text.ts'
import { type Eyes, openEyes } from './eyes.ts'
import { type Look, look } from './look.ts'
import { watch } from './video/watch.ts'

/** What the tools do with pictures, videos and documents; rejects with a ToolError. */
export interface Sight extends Pick<Eyes, 'resting'> {
  readonly look: (wanted: Look, call: Call) => Promise<Answer>
  readonly extractText: (wanted: Look, call: Call) => Promise<Answer>
  readonly checkDiff: (wanted: DiffCheck, call: Call) => Promise<Answer>
  readonly watch: (wanted: Look, call: Call) => Promise<Answer>
  readonly parseDocument: (wanted: DocumentWish, call: Call) => Promise<Answer>
}

/** The one entry of the engine, so that a start without a call loads none of it; `scope` closes it. */
export function openSight(config: Config, scope: AsyncDisposableStack): Sight {
  const eyes = openEyes(config, scope)
  return {
    resting: eyes.resting,
    look: (wanted, call) => look(eyes, wanted, call),
    extractText: (wanted, call) => extractText(eyes, wanted, call),
    checkDiff: (wanted, call) => checkDiff(eyes, wanted, call),
    watch: (wanted, call) => watch(eyes, wanted, call),
    parseDocument: (wanted, call) => parseDocument(eyes, wanted, call),
  }
}

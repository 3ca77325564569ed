import type { Sharp } from 'sharp'
import type { LoadedBytes } from '../sources/load.ts'
import { decoder } from './decoder.ts'
import { encodeWithin } from './encode.ts'
import { type Facts, readFacts } from './facts.ts'
import type { Limits } from './limits.ts'
import { type Nature, natureOf } from './nature.ts'
import { type Page, samplePages } from './pages.ts'
import type { Picture, Prepared } from './picture.ts'
import { rasterise } from './rasterise.ts'
import { type Plan, planTiles, type Rect } from './tiles.ts'

/** Long side of photos that must be re-encoded: documents in them stay readable, bytes fall to a fifth. */
const photoSide = 2048

/** One page of a picture, and what was decided about it. */
interface Sheet {
  readonly bytes: Buffer
  readonly facts: Facts
  readonly page: Page
  readonly nature: Nature
  readonly plan: Plan
}

/** Makes legal pictures of one that is not; see `prepare`. */
export async function remake(
  source: LoadedBytes,
  sourceFacts: Facts,
  limits: Limits,
  budget: number,
  signal: AbortSignal,
): Promise<Pick<Prepared, 'pictures' | 'notes'>> {
  const drawing = sourceFacts.mime === 'image/svg+xml'
  const loaded = drawing ? await rasterise(source, sourceFacts) : source
  const facts = drawing ? await readFacts(loaded) : sourceFacts
  const pages = samplePages(facts, budget)
  const notes = new Set<string>()
  if (pages.length < facts.pages)
    notes.add(`${pages.length} of ${facts.pages} ${facts.delays.length > 0 ? 'frames' : 'pages'} are shown.`)

  const pictures: Picture[] = []
  for (const page of pages) {
    const nature = await natureOf(loaded.data, facts, page.index)
    const plan = planFor(facts, nature, limits, Math.floor(budget / pages.length))
    const sheet = { bytes: loaded.data, facts, page, nature, plan }
    for (const tile of plan.tiles.keys()) {
      signal.throwIfAborted()
      const { scale, ...encoded } = await encodeWithin(
        (shrink) => open(sheet, tile, shrink),
        ladderFor(sheet),
        limits.imageBytes,
      )
      pictures.push({ ...encoded, caption: captionOf(sheet, tile) })
      const total = plan.scale * scale
      if (total !== 1) notes.add(`Scaled to ${Math.round(total * 100)} %.`)
    }
    if (plan.tiles.length > 1) notes.add(`Cut into ${plan.tiles.length} overlapping parts.`)
  }
  return { pictures, notes: [...notes] }
}

function planFor({ width, height }: Facts, nature: Nature, limits: Limits, budget: number): Plan {
  const long = Math.max(width, height)
  const ordinaryPhoto = !nature.drawn && long / Math.min(width, height) <= limits.ratio
  if (!ordinaryPhoto || long <= photoSide) return planTiles(width, height, limits, budget)
  const scale = Math.min(photoSide, limits.longest) / long
  return { scale, tiles: [{ left: 0, top: 0, width: Math.round(width * scale), height: Math.round(height * scale) }] }
}

function ladderFor({ nature, facts }: Sheet): 'lossless' | 'fine' | 'photo' {
  if (!nature.drawn) return 'photo'
  return facts.mime === 'image/jpeg' ? 'fine' : 'lossless'
}

/** A tile, ready to be encoded: upright, sRGB, opaque, resized as a whole and then cut. The encoder drops all metadata. */
async function open({ bytes, facts, page, nature, plan }: Sheet, tile: number, shrink: number): Promise<Sharp> {
  const picture = (await decoder(bytes, { page: page.index })).autoOrient().toColourspace('srgb')
  if (nature.ground !== undefined) picture.flatten({ background: nature.ground })
  else if (facts.alpha) picture.removeAlpha()

  const scale = plan.scale * shrink
  const width = Math.max(1, Math.round(facts.width * scale))
  const height = Math.max(1, Math.round(facts.height * scale))
  if (scale !== 1) picture.resize(width, height, { fit: 'fill' })
  const rect = plan.tiles[tile]
  if (rect !== undefined && plan.tiles.length > 1) picture.extract(shrunk(rect, shrink, width, height))
  return picture
}

function shrunk(rect: Rect, factor: number, width: number, height: number): Rect {
  const left = Math.floor(rect.left * factor)
  const top = Math.floor(rect.top * factor)
  return {
    left,
    top,
    width: Math.min(Math.ceil(rect.width * factor), width - left),
    height: Math.min(Math.ceil(rect.height * factor), height - top),
  }
}

function captionOf({ page, plan }: Sheet, tile: number): string {
  const rect = plan.tiles[tile]
  if (rect === undefined || plan.tiles.length === 1) return page.caption
  const source = (pixel: number) => Math.round(pixel / plan.scale)
  const part = `part ${tile + 1} of ${plan.tiles.length}: x ${source(rect.left)}–${source(rect.left + rect.width)}, y ${source(rect.top)}–${source(rect.top + rect.height)}`
  return page.caption === '' ? part : `${page.caption}, ${part}`
}

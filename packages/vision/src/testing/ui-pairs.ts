import type { Rect } from '../engine/prepare/tiles.ts'

/** A page, the same page with one thing changed, and where the change is in CSS pixels. */
export interface UiPair {
  readonly name: string
  readonly before: string
  readonly after: string
  readonly changed: Rect
}

const style = `body{margin:0;width:900px;height:600px;position:relative;background:#f6f7f9;font:14px/20px 'DejaVu Sans';color:#222}
.card{position:absolute;background:#fff;border:1px solid #ddd;border-radius:9px;box-shadow:0 2px 6px #0002}
.thing{position:absolute}.button{background:#2563eb;color:#fff;border-radius:17px;text-align:center;line-height:34px}
.dot{background:#e11d48;border-radius:50%}.bar{background:#0a7}`

const card = (left: number, top: number, inside: string) =>
  `<div class="card" style="left:${left}px;top:${top}px;width:260px;height:240px"><p style="margin:12px">Orders of the week: 1,284 of 1,500 were sent on time.</p>${inside}</div>`

const thing = (kind: string, [left, top, width, height]: Box, more = '', text = '') =>
  `<div class="thing ${kind}" style="left:${left}px;top:${top}px;width:${width}px;height:${height}px;${more}">${text}</div>`

type Box = readonly [left: number, top: number, width: number, height: number]

/** The page; `things` stand inside the second card, whose corner is at 301, 21. */
export function page(things: string, extraStyle = ''): string {
  const others = card(20, 20, thing('dot', [20, 90, 50, 50])) + card(580, 20, thing('bar', [20, 100, 120, 40]))
  return `<style>${style}${extraStyle}</style>${others}${card(300, 20, things)}${card(20, 300, '')}${card(300, 300, '')}`
}

const at = ([left, top, width, height]: Box): Rect => ({ left: 301 + left, top: 21 + top, width, height })

const button: Box = [20, 180, 140, 34]
const dot: Box = [30, 90, 60, 60]
const bar: Box = [120, 100, 100, 40]
const base = (over: { button?: string; dot?: string; bar?: string } = {}) =>
  (over.button ?? thing('button', button, '', 'Save changes')) +
  (over.dot ?? thing('dot', dot)) +
  (over.bar ?? thing('bar', bar))

export const pageAsItIs = page(base())

export const uiPairs: readonly UiPair[] = [
  { name: 'a button gone', changed: at(button), after: page(base({ button: '' })) },
  {
    name: 'a shade of a button',
    changed: at(button),
    after: page(base({ button: thing('button', button, 'background:#3b6fe8', 'Save changes') })),
  },
  {
    name: 'a dot of another colour',
    changed: at(dot),
    after: page(base({ dot: thing('dot', dot, 'background:#1d48e1') })),
  },
  {
    name: 'a bar that grew',
    changed: at([220, 100, 25, 40]),
    after: page(base({ bar: thing('bar', [120, 100, 125, 40]) })),
  },
  {
    name: 'a bar that moved',
    changed: at([120, 64, 100, 76]),
    after: page(base({ bar: thing('bar', [120, 64, 100, 40]) })),
  },
  {
    name: 'a badge that came',
    changed: at([200, 180, 40, 34]),
    after: page(`${base()}${thing('bar', [200, 180, 40, 34])}`),
  },
  {
    name: 'a ground two shades darker',
    changed: at([0, 0, 260, 240]),
    after: page(base(), '.card:nth-of-type(3){background:#fafafa}'),
  },
].map((pair) => ({ ...pair, before: pageAsItIs }))

/** The same page drawn otherwise: nothing in it has changed. */
export const redrawnStyles: readonly { readonly name: string; readonly style: string }[] = [
  { name: 'the same', style: '' },
  { name: 'in layers of its own', style: '.card,.thing{will-change:transform;transform:translateZ(0)}' },
  { name: 'turned by an invisible angle', style: '.thing{transform:rotate(.02deg)}' },
]

/** Intersection over union of two boxes. */
export function overlapOf(one: Rect, other: Rect): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left)
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top)
  const shared = Math.max(0, width) * Math.max(0, height)
  return shared / (one.width * one.height + other.width * other.height - shared)
}

import {
  attribute,
  type Element,
  element,
  findAll,
  hasAttribute,
  type Node,
  removeWhere,
  replace,
  textLength,
  walk,
} from './tree.ts'

const neverShown = new Set(
  'style template noscript svg link meta iframe object embed audio video canvas map select textarea datalist dialog frameset source track param base'.split(
    ' ',
  ),
)
const inputsShown = /^(checkbox|radio)$/
const screenReaderOnly =
  /(^|\s)(sr-only|visually-?hidden|screen-?reader-?(text|only)|a11y-hidden|assistive-text|offscreen|element-invisible)(\s|$)/i
/** Closed panels of tabs and accordions: hidden until clicked, but part of what the page says. */
const panel = /tab-?pane|tab-?panel|tabs?-content|accordion|collaps|faq|answer|toggle|expand|panel|spoiler/i

/**
 * Puts streamed segments where their scripts would: React sends late parts as `<div hidden id="S:0">` and a
 * `<template id="B:0">` marks their place, so the content of a page may arrive hidden.
 */
export function placeStreamedSegments(root: Element): void {
  const segments = new Map<string, Element>()
  const places = new Map<string, Element>()
  walk(root, (node) => {
    const id = attribute(node, 'id')
    if (id[1] !== ':') return
    if (/^S:[\da-f]+$/i.test(id)) segments.set(id.slice(2), node)
    else if (/^[BP]:[\da-f]+$/i.test(id)) places.set(id.slice(2), node)
  })
  for (const [key, segment] of segments) {
    const place = places.get(key)
    const shown = element('div', [], segment.children)
    if (place === undefined || isInside(place, segment)) replace(segment, [shown])
    else {
      replace(segment, [])
      replace(place, [shown])
    }
  }
}

function isInside(node: Element, ancestor: Element): boolean {
  for (let at: Element | undefined = node; at !== undefined; at = at.parent) if (at === ancestor) return true
  return false
}

/** Removes what no reader sees: scripts, form controls, hidden elements. */
export function dropUnseen(root: Element): void {
  showScriptless(root)
  removeWhere(root, isMachinery)
  const all = textLength(root)
  removeWhere(root, (node) => isHidden(node) && textLength(node) * 2 < all)
}

function isMachinery(node: Element): boolean {
  if (neverShown.has(node.name)) return true
  if (node.name === 'script') return !attribute(node, 'type').startsWith('math/tex')
  if (node.name === 'input') return !inputsShown.test(attribute(node, 'type'))
  if (node.name === 'button') return !/^(h[1-6]|summary|dt)$/.test(node.parent?.name ?? '')
  return false
}

function isHidden(node: Element): boolean {
  if (node.attributes.length === 0) return false
  const style = attribute(node, 'style')
  const invisible =
    hasAttribute(node, 'hidden') ||
    (style !== '' && /(?:^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style))
  if (invisible) return !panel.test(`${attribute(node, 'class')} ${attribute(node, 'id')} ${attribute(node, 'role')}`)
  if (attribute(node, 'aria-hidden') === 'true') return true
  return screenReaderOnly.test(attribute(node, 'class'))
}

/** Characters that a `noscript` holds at least when it is the page. */
const scriptlessPage = 500

/**
 * Puts what is written for readers without scripts in place of its `noscript` where it is content: the whole page of
 * some applications, and the real picture of a lazy loader, beside whose placeholder it stands.
 */
function showScriptless(root: Element): void {
  let outside: number | undefined
  const isPage = (fallback: Element): boolean => {
    const inside = shownLength(fallback.children)
    if (inside <= scriptlessPage) return false
    outside ??= shownLength(root.children)
    return inside > outside * 0.5
  }
  const inPlaceOf = (fallback: Element, hasImage: boolean): readonly Node[] => {
    if (isPage(fallback)) return fallback.children
    return hasImage ? [] : lonePicture(fallback)
  }
  walk(root, (parent) => {
    if (!parent.children.some(isScriptless)) return
    const hasImage = parent.children.some((child) => child.type === 'element' && child.name === 'img')
    parent.children = parent.children.flatMap((child) => (isScriptless(child) ? inPlaceOf(child, hasImage) : child))
    for (const child of parent.children) child.parent = parent
  })
}

function isScriptless(node: Node): node is Element {
  return node.type === 'element' && node.name === 'noscript'
}

/** The picture that is all an element holds. */
function lonePicture(node: Element): Element[] {
  const images = findAll(node, (one) => one.name === 'img')
  return images.length === 1 && textLength(node) === 0 ? images : []
}

/** Characters of text that is shown, white space around each piece aside. */
function shownLength(nodes: readonly Node[]): number {
  let length = 0
  for (const node of nodes) {
    if (node.type === 'text') length += textLength(node)
    else if (!isMachinery(node)) length += shownLength(node.children)
  }
  return length
}

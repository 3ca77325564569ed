import {
  attribute,
  type Element,
  element,
  elements,
  findAll,
  flatText,
  type Node,
  removeWhere,
  replace,
  textContent,
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
  for (const node of elements(root)) {
    const id = attribute(node, 'id')
    if (/^S:[\da-f]+$/i.test(id)) segments.set(id.slice(2), node)
    else if (/^[BP]:[\da-f]+$/i.test(id)) places.set(id.slice(2), node)
  }
  for (const [key, segment] of segments) {
    const place = places.get(key)
    const shown = element('div', new Map(), segment.children)
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
  keepScriptlessContent(root)
  keepLazyImages(root)
  removeWhere(root, isMachinery)
  const all = textContent(root).length
  removeWhere(root, (node) => isHidden(node) && flatText(node).length * 2 < all)
}

function isMachinery(node: Element): boolean {
  if (neverShown.has(node.name)) return true
  if (node.name === 'script') return !attribute(node, 'type').startsWith('math/tex')
  if (node.name === 'input') return !inputsShown.test(attribute(node, 'type'))
  if (node.name === 'button') return !/^(h[1-6]|summary|dt)$/.test(node.parent?.name ?? '')
  return false
}

function isHidden(node: Element): boolean {
  const style = attribute(node, 'style')
  const invisible =
    node.attributes.has('hidden') ||
    (style !== '' && /(?:^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style))
  if (invisible) return !panel.test(`${attribute(node, 'class')} ${attribute(node, 'id')} ${attribute(node, 'role')}`)
  if (attribute(node, 'aria-hidden') === 'true') return true
  return screenReaderOnly.test(attribute(node, 'class'))
}

/** Some applications write their whole content for readers without scripts: then that is the page. */
function keepScriptlessContent(root: Element): void {
  const fallbacks = findAll(root, (node) => node.name === 'noscript')
  const length = (nodes: readonly Node[]): number =>
    nodes.reduce(
      (sum, node) =>
        sum + (node.type === 'text' ? node.text.trim().length : isMachinery(node) ? 0 : length(node.children)),
      0,
    )
  const outside = length(root.children)
  for (const fallback of fallbacks) {
    const inside = length(fallback.children)
    if (inside > 500 && inside > outside * 0.5) replace(fallback, fallback.children.slice())
  }
}

/** A lazy loader's real picture stands in the `noscript` beside its placeholder. */
function keepLazyImages(root: Element): void {
  for (const node of findAll(root, (one) => one.name === 'noscript')) {
    const images = [...elements(node)].filter((one) => one.name === 'img')
    const siblings = node.parent?.children.filter((one) => one.type === 'element' && one.name === 'img') ?? []
    if (images.length === 1 && flatText(node) === '' && siblings.length === 0) replace(node, images)
  }
}

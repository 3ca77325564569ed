/**
 * The page's script. Everything from outside is set as text, so that no name can become markup; the key stays in a
 * variable and is gone with the page.
 */
export const script = String.raw`'use strict'
const byId = (id) => document.getElementById(id)
const svgTags = new Set(['svg', 'circle', 'rect', 'text', 'title'])
const make = (tag, attributes, ...children) => {
  const node = svgTags.has(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}
const everyMs = 5000
let key
let timer

const duration = (ms) => {
  const units = [['d', 86400000], ['h', 3600000], ['min', 60000], ['s', 1000]]
  const at = units.findIndex(([, size]) => ms >= size)
  if (at < 0) return Math.round(ms) + ' ms'
  const [unit, size] = units[at]
  const next = units[at + 1]
  const rest = next && at < 2 ? Math.floor((ms % size) / next[1]) : 0
  return Math.floor(ms / size) + ' ' + unit + (rest > 0 ? ' ' + rest + ' ' + next[0] : '')
}
const took = (ms) => (ms < 1000 ? Math.round(ms) + ' ms' : (ms / 1000).toFixed(ms < 10000 ? 1 : 0) + ' s')

const figure = (name, value, failed) =>
  make('div', {}, make('dt', {}, name), make('dd', failed ? { class: 'failed' } : {}, value))

const ring = (engines) => {
  const radius = 30
  const around = 2 * Math.PI * radius
  const share = around / Math.max(engines.length, 1)
  const gap = engines.length > 1 ? 3 : 0
  const arcs = engines.map(({ state }, at) => make('circle', {
    class: 'ring ' + state, cx: 40, cy: 40, r: radius, transform: 'rotate(-90 40 40)',
    'stroke-dasharray': Math.max(share - gap, 1) + ' ' + around, 'stroke-dashoffset': -share * at,
  }))
  const able = engines.filter(({ state }) => state === 'ready' || state === 'untried').length
  return make('svg', { viewBox: '0 0 80 80', 'aria-hidden': 'true' }, ...arcs, make('text', { x: 40, y: 49 }, String(able)))
}

const saying = ({ state, until, open }, now) => {
  const more = open ? ', ' + open + ' open' : ''
  if (state === 'resting') return 'rests' + (until > now ? ' ' + duration(until - now) : '') + more
  return { ready: 'ready', untried: 'not used yet' }[state] + more
}

const offs = (engines) => {
  const off = engines.filter(({ state }) => state === 'off').map(({ name, reason }) => name + (reason ? ' (' + reason + ')' : ''))
  return off.length === 0 ? [] : [make('p', { class: 'offs' }, 'Off: ' + off.join(', '))]
}

const server = ({ title, tools, engines }, now) =>
  make('article', {},
    make('header', {}, ring(engines), make('div', {}, make('h3', {}, title), make('p', {}, tools.length === 1 ? tools[0] : tools.length + ' tools'))),
    make('ul', {}, ...engines.filter(({ state }) => state !== 'off').map((engine) =>
      make('li', {},
        make('b', {}, engine.name),
        make('span', { class: engine.state }, saying(engine, now), ...(engine.reason ? [make('span', { class: 'reason' }, engine.reason)] : []))))),
    ...offs(engines))

const call = ({ at, server, tool, key, outcome, ms }) =>
  make('tr', {},
    make('td', {}, new Date(at).toLocaleTimeString([], { hour12: false })),
    make('td', { title: server + ' ' + tool }, server + ' · ' + tool),
    make('td', { title: key }, key),
    make('td', { class: outcome === 'ok' ? 'ready' : 'failed' }, outcome),
    make('td', {}, took(ms)))

const pulse = (recent) => recent.toReversed().map(({ ms, outcome }, at, { length }) => {
  const height = 4 + Math.min(56, 14 * Math.log10(1 + ms))
  return make('rect', { class: outcome === 'ok' ? 'ready' : 'failed', x: (60 - length + at) * 10 + 2, y: 64 - height, width: 6, height })
})

const show = (status) => {
  const { now, startedAt, calls, sessions, store, servers, recent } = status
  byId('figures').replaceChildren(
    figure('up for', duration(now - startedAt)),
    figure('calls running', String(calls)),
    figure('sessions open', String(sessions)),
    figure('counts kept in', store.reachable ? store.kind : store.kind + ' (lost)', !store.reachable))
  byId('servers').replaceChildren(...servers.map((one) => server(one, now)))
  byId('pulse').replaceChildren(...pulse(recent))
  byId('pulse').classList.toggle('empty', recent.length === 0)
  byId('recent').replaceChildren(...(recent.length > 0 ? recent.map(call) : [make('tr', {}, make('td', { colspan: 5 }, 'none yet'))]))
  byId('unlock').hidden = true
  byId('state').hidden = false
}

const say = (lost) => {
  const up = byId('up')
  if (up.classList.contains('lost') === lost) return
  up.classList.toggle('lost', lost)
  up.querySelector('span').textContent = lost ? 'Not answering' : 'Up'
}

const refusals = { 401: 'This key is not known here.', 403: 'This key is not an operator’s.', 429: 'Too many attempts; wait a minute.' }
const refresh = async () => {
  clearTimeout(timer)
  try {
    const headers = key === undefined ? {} : { authorization: 'Bearer ' + key }
    const answer = await fetch('/status', { headers, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(4000) })
    say(false)
    if (!answer.ok) {
      key = undefined
      byId('state').hidden = true
      byId('unlock').hidden = false
      byId('refused').textContent = refusals[answer.status] ?? 'The gateway answered ' + answer.status + '.'
      return
    }
    show(await answer.json())
  } catch {
    say(true)
  }
  if (!document.hidden) timer = setTimeout(refresh, everyMs)
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !byId('state').hidden) refresh()
})
byId('unlock').addEventListener('submit', (event) => {
  event.preventDefault()
  const input = byId('key')
  key = input.value.trim()
  input.value = ''
  byId('refused').textContent = ''
  if (/^[\x21-\x7e]+$/.test(key)) refresh()
  else byId('refused').textContent = refusals[401]
})
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const code = button.previousElementSibling
    try {
      await navigator.clipboard.writeText(code.textContent)
    } catch {
      // Pages without TLS have no clipboard: select, and copy the old way.
      getSelection().selectAllChildren(code)
      document.execCommand('copy')
    }
    button.textContent = 'Copied'
    setTimeout(() => { button.textContent = 'Copy' }, 1500)
  })
}
// A key in the address is used once and taken out of it.
const query = new URLSearchParams(location.search)
const given = (query.get('Authorization') ?? query.get('authorization') ?? '').replace(/^bearer\s+/i, '').trim()
if (location.search !== '') history.replaceState(null, '', location.pathname)
if (given !== '') key = given
if (key !== undefined || !('needsKey' in byId('unlock').dataset)) refresh()
else byId('unlock').hidden = false
document.querySelector('details').open = true
`

import { describe, expect, test } from 'vitest'
import { needsScripts } from './needs-scripts.ts'

const script = '<script src="/app.js"></script>'
const prose = 'Words that say something. '.repeat(60)

describe('a page that needs scripts', () => {
  test.each([
    ['an empty React root', `<div id="root"></div>${script}`],
    ['an empty Vue mount', `<div id="app"><!-- app --></div>${script}`],
    ['an Angular root', `<app-root></app-root>${script}`],
    [
      'a plea in noscript',
      `<noscript>You need to enable JavaScript to run this app.</noscript><div id="x"></div>${script}`,
    ],
    ['a plea beside a little text', `<p>Please enable JavaScript to continue.</p>${script}`],
    ['a spinner and nothing else', `<div class="spinner">Loading…</div>${script}`],
  ])('is one with %s', (_title, html) => {
    expect(needsScripts(`<!doctype html><title>t</title><body>${html}</body>`, 'Loading…')).toBe(true)
  })

  test.each([
    ['an article with scripts', `<article>${prose}</article>${script}`, prose],
    [
      'an article that pleads for its comments',
      `<article>${prose}</article><noscript>Please enable JavaScript to see comments.</noscript>${script}`,
      prose,
    ],
    ['a short page without scripts', '<p>It works!</p>', 'It works!'],
    ['a short page with an inline script', '<h1>404</h1><p>Not found.</p><script>track()</script>', 'Not found.'],
    [
      'an article about enabling JavaScript',
      `<article>${prose} JavaScript is required here.</article>${script}`,
      prose,
    ],
  ])('is not %s', (_title, html, extracted) => {
    expect(needsScripts(`<!doctype html><title>t</title><body>${html}</body>`, extracted)).toBe(false)
  })

  test('is told in no time, however hostile', () => {
    const began = performance.now()
    needsScripts(`${'<div id="root"'.repeat(100_000)}${script}`, '')
    needsScripts(`${'<script>'.repeat(100_000)}`, '')
    needsScripts(`<div id=root>${' <!--'.repeat(100_000)}${script}`, '')
    needsScripts(`requires ${'a '.repeat(400_000)}${script}`, '')
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

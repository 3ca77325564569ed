import { expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

it.each([
  ['<span class="searchmatch">Rust</span> &amp; more', 'Rust & more'],
  ['<p>one</p><p>two<br>three</p>', 'one two three'],
  ['a &lt;b&gt; c', 'a <b> c'],
  ['Caf&eacute; &#8212; &#x4e2d;', 'Café — 中'],
  ['double &amp;quot;encoded&amp;quot; &amp;lt;i&amp;gt;', 'double "encoded" <i>'],
  ['if (a < b && b > c) Vec<T> and <stdio.h>', 'if (a < b && b > c) Vec<T> and <stdio.h>'],
  ['<script>alert(1)</script>text<style>p{}</style>', 'text'],
  ['<img src=x onerror=alert(1)>shown', 'shown'],
  ['<!-- hidden --> seen', 'seen'],
  ['unclosed <b>bold <i>and', 'unclosed bold and'],
  ['\u202Ereversed\u0000 \u200Bx', 'reversed x'],
  ['half \uD83D pair', 'half \uFFFD pair'],
  ['', ''],
])('reads %j', (html, text) => {
  expect(plainText(html)).toBe(text)
})

it('reads deep and long markup without delay', () => {
  expect(plainText(`${'<div>'.repeat(200_000)}x`).length).toBeLessThan(10)
  expect(plainText('&lt;'.repeat(100_000)).length).toBeGreaterThan(0)
})

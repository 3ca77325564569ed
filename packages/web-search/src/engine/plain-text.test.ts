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

it.each(['<div>', '<b></i>', '<ul><li>', '<svg>', '&lt;', '&amp;lt;', '</p>', '<!--', '<'])(
  'reads twenty results of nothing but %s without delay',
  (piece) => {
    const begun = performance.now()
    for (let one = 0; one < 20; one += 1) plainText(piece.repeat(40_000))
    expect(performance.now() - begun).toBeLessThan(10_000)
  },
)

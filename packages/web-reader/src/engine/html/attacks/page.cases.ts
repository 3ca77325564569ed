/** A hostile page and what must still be read of it. */
export interface PageAttack {
  readonly name: string
  readonly html: string
  /** Text that must survive; none where the page says nothing. */
  readonly keeps?: string
}

const prose = 'A sentence with enough words to count as prose on any page of the web, and then some more of it.'
const page = `<main><h1>Title</h1>${`<p>${prose}</p>`.repeat(5)}</main>`

export const pageAttacks: readonly PageAttack[] = [
  { name: 'empty', html: '' },
  { name: 'white space only', html: ' \n\t '.repeat(1000) },
  { name: '600 nested div', html: '<div>'.repeat(600) + page, keeps: prose },
  { name: '200,000 nested div', html: '<div>'.repeat(200_000) + page, keeps: prose },
  { name: 'unclosed spans', html: `${'<span>'.repeat(100_000)}x${page}`, keeps: prose },
  { name: '5,000 unclosed links', html: '<a href=x>y'.repeat(5000) + page, keeps: prose },
  { name: 'unclosed bold paragraphs', html: '<p><b>'.repeat(50_000) + page, keeps: prose },
  { name: 'stray end tags', html: '</div></table></p></a></html>'.repeat(20_000) + page, keeps: prose },
  { name: 'misnested inline and block', html: '<b><p><i><div></b></p></i>'.repeat(5000) + page, keeps: prose },
  {
    name: '100,000 table cells',
    html: `${page}<table>${`<tr>${'<td>x'.repeat(10)}</tr>`.repeat(10_000)}</table>`,
    keeps: prose,
  },
  {
    name: 'spans of 65,534 by 1,000',
    html: `${page}<table>${'<tr><td rowspan=65534 colspan=1000>x</td></tr>'.repeat(300)}</table>`,
    keeps: prose,
  },
  { name: 'tables in tables', html: '<table><tr><td>'.repeat(20_000) + page, keeps: prose },
  { name: 'lists in lists', html: '<ul><li>x'.repeat(20_000) + page },
  { name: 'quotes in quotes', html: '<blockquote>'.repeat(20_000) + page, keeps: prose },
  {
    name: 'comments in comments, each with an author',
    html: `${'<div itemtype="https://schema.org/Comment"><b itemprop=author>a</b>'.repeat(20_000)}${page}`,
    keeps: prose,
  },
  {
    name: '900 comments in comments around a long text',
    html: `${'<div data-author=a>'.repeat(900)}${page}${'<p>x</p>'.repeat(100_000)}`,
    keeps: prose,
  },
  {
    name: 'a declared article of signs that never close, shown as well',
    html: `<script type="application/ld+json">${JSON.stringify({ '@type': 'Article', articleBody: '<'.repeat(400_000) })}</script>${page}`,
  },
  {
    name: 'a declared article of 15 MB beside a page that says something',
    html: `<script type="application/ld+json">${JSON.stringify({ '@type': 'Article', articleBody: Array.from({ length: 2_000_000 }, (_, at) => `w${at}`).join(' ') })}</script>${page}`,
  },
  {
    name: 'tables without lines in each other, around a long text',
    html: `${'<table border=0><tr><td>'.repeat(190)}${page}${'<p>x</p>'.repeat(50_000)}`,
    keeps: prose,
  },
  {
    name: '50,000 answers',
    html: `${page}${'<div class=answer data-answerid=1 data-score=1>x</div>'.repeat(50_000)}`,
    keeps: prose,
  },
  { name: 'definition lists unclosed', html: '<dl><dt>a<dd>'.repeat(10_000) + page },
  {
    name: 'half a million attributes',
    html: `<div ${Array.from({ length: 100_000 }, (_, at) => `a${at}=1`).join(' ')}>${page}`,
    keeps: prose,
  },
  {
    name: 'attributes named like prototypes',
    html: `<div __proto__=x constructor=y hasOwnProperty=z>${page}</div>`,
    keeps: prose,
  },
  {
    name: 'elements named like prototypes',
    html: `<constructor><__proto__><toString>${page}</toString>`,
    keeps: prose,
  },
  {
    name: 'entities without end',
    html: `${page}<p>${'&amp;&lt;&#x41;&#99999999;&nosuch;'.repeat(50_000)}</p>`,
    keeps: prose,
  },
  { name: 'only less-than signs', html: page + '<'.repeat(1_000_000), keeps: prose },
  { name: 'comments never closed', html: `${page}${'<!--'.repeat(200_000)}`, keeps: prose },
  { name: 'script never closed', html: `${page}<script>${'var a = "<p>";'.repeat(10_000)}`, keeps: prose },
  {
    name: 'cdata and processing instructions',
    html: `<?xml version="1.0"?><![CDATA[x]]>${page}<?php echo 1 ?>`,
    keeps: prose,
  },
  { name: 'null characters', html: page.replaceAll('sentence', 'sen\0tence') },
  { name: 'a word of a million letters', html: `${page}<p>${'w'.repeat(1_000_000)}</p>`, keeps: prose },
  { name: 'white space of a million', html: `${page}<p>${' '.repeat(1_000_000)}x</p>`, keeps: prose },
  { name: 'a million asterisks', html: `${page}<p>${'*'.repeat(1_000_000)}</p>`, keeps: prose },
  { name: 'brackets', html: `${page}<p>${'['.repeat(500_000)}</p>`, keeps: prose },
  { name: 'backslashes', html: `${page}<p>${'\\'.repeat(500_000)}</p>`, keeps: prose },
  { name: 'underscores', html: `${page}<p>${'_a'.repeat(500_000)}</p>`, keeps: prose },
  { name: 'backticks in code', html: `${page}<pre>${'`'.repeat(10_000)}\n</pre>`, keeps: prose },
  { name: 'line breaks in code', html: `${page}<pre>${'\n'.repeat(1_000_000)}x</pre>`, keeps: prose },
  { name: 'code of many spans', html: `${page}<pre>${'<span>a</span>\n'.repeat(50_000)}</pre>`, keeps: prose },
  {
    name: 'addresses that are none',
    html: `${page}<p>${'<a href="http://[bad">t</a> <a href="javascript:alert(1)">u</a> '.repeat(5000)}</p>`,
    keeps: prose,
  },
  {
    name: 'deep JSON-LD',
    html: `<script type="application/ld+json">${'['.repeat(500_000)}</script>${page}`,
    keeps: prose,
  },
  {
    name: 'JSON-LD of wrong types',
    html: `<script type="application/ld+json">[null,1,"x",{"@graph":[null,{"@type":[1,{}],"author":[null]}]}]</script>${page}`,
    keeps: prose,
  },
  { name: 'nested MathML', html: `${page}<math>${'<mrow>'.repeat(50_000)}x</math>`, keeps: prose },
  { name: 'everything hidden', html: `<div hidden>${page}</div>`, keeps: prose },
  { name: 'hidden in hidden', html: '<div hidden>'.repeat(5000) + page },
  {
    name: 'streamed segments that place each other',
    html: `<div hidden id="S:0"><template id="B:0"></template>${page}</div><div hidden id="S:1"><template id="B:1"></template></div>`,
  },
  {
    name: '20,000 streamed segments',
    html: Array.from(
      { length: 5000 },
      (_, at) =>
        `<template id="B:${at.toString(16)}"></template><div hidden id="S:${at.toString(16)}"><p>${prose}</p></div>`,
    ).join(''),
    keeps: prose,
  },
  { name: 'noscript in noscript', html: '<noscript>'.repeat(20_000) + page },
  {
    name: 'everything called navigation',
    html: `<div class="nav navigation menu sidebar">${page}</div>`,
    keeps: prose,
  },
  { name: 'everything in a footer', html: `<footer>${page}</footer>`, keeps: prose },
  {
    name: 'class names without end',
    html: `<div class="${'nav-menu share '.repeat(20_000)}">${page}</div>`,
    keeps: prose,
  },
  {
    name: 'footnotes that refer to themselves',
    html: `${page}<div class=footnotes>${'<p id=x><a href="#x">1</a></p>'.repeat(2000)}</div>`,
    keeps: prose,
  },
  { name: 'base that is none', html: `<base href="http://[">${page}<p>${prose} <a href="/a">a</a></p>`, keeps: prose },
  { name: 'plaintext', html: `${page}<plaintext>${page}`, keeps: prose },
  { name: 'frameset', html: `<frameset><frame src=x></frameset>${page}` },
  { name: 'svg with foreign content', html: `<svg><foreignObject>${'<g>'.repeat(10_000)}</svg>${page}`, keeps: prose },
  { name: '9 MB of lists in lists', html: `${page}${'<ul><li>x'.repeat(1_000_000)}`, keeps: prose },
  { name: '9 MB of quotes in quotes', html: `${page}${'<blockquote>x'.repeat(700_000)}`, keeps: prose },
  { name: 'white space of a million in code', html: `${page}<pre>a${' '.repeat(1_000_000)}b</pre>`, keeps: prose },
  { name: 'white space of a million in bold', html: `${page}<p><b>a${' '.repeat(1_000_000)}b</b></p>`, keeps: prose },
  {
    name: '50,000 lines of code of their own',
    html: `${page}<pre>${'<span class=line>a</span>'.repeat(50_000)}</pre>`,
  },
  {
    name: '10 MB of documentation',
    html: `<main>${Array.from(
      { length: 25_000 },
      (_, at) =>
        `<h2 id=s${at}>Section ${at}</h2><p>${prose} <a href="/${at}">link</a></p><pre><code class=language-js>const a = ${at}\n</code></pre><ul><li>one item of it</li><li>another <b>bold</b> item</li></ul><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><p>${prose}</p>`,
    ).join('')}</main>`,
    keeps: '## Section 16000',
  },
  { name: '20,000 headings in cells', html: `${page}<table>${'<tr><td><h2>x</h2></td></tr>'.repeat(20_000)}</table>` },
  {
    name: '20,000 rows of tabs',
    html: `${page}${'<div role=tablist><b role=tab>a</b><b role=tab>b</b></div><div role=tabpanel>x</div>'.repeat(20_000)}`,
    keeps: prose,
  },
  {
    name: 'formulas never closed',
    html: `${page}<p>${'\\( '.repeat(300_000)}${'\\['.repeat(300_000)}${'$$'.repeat(100_001)}</p>`,
    keeps: prose,
  },
  {
    name: '50,000 drawn formulas',
    html: `${page}<p>${'<span class=MathJax>x</span> '.repeat(50_000)}</p>`,
    keeps: prose,
  },
  { name: 'notes in notes', html: `${'<div class="admonition note">x'.repeat(20_000)}${page}`, keeps: prose },
  {
    name: 'copy buttons without code',
    html: `${page}<p>${'<span class=copy>x</span>'.repeat(50_000)}</p>`,
    keeps: prose,
  },
  {
    name: '50,000 references to footnotes',
    html: `${page}${'<a href="#n">1</a> '.repeat(50_000)}<div class=footnotes><ol>${'<li id=n>note</li>'.repeat(5000)}</ol></div>`,
    keeps: prose,
  },
  {
    name: 'noscript beside noscript',
    html: `${page}<div>${'<noscript><img src=x></noscript>'.repeat(20_000)}</div>`,
    keeps: prose,
  },
  {
    name: 'a declared article of 5 MB',
    html: `<script type="application/ld+json">{"articleBody":"${'<p>x '.repeat(1_000_000)}"}</script><main></main>`,
  },
]

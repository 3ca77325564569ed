/** HTML and the Markdown it is written as. */
export const writeCases: readonly { readonly name: string; readonly html: string; readonly markdown: string }[] = [
  {
    name: "Sphinx's language with its version",
    html: '<div class="highlight-python3"><div class="highlight"><pre>import os\n</pre></div></div>',
    markdown: '```python\nimport os\n```',
  },
  {
    name: 'a console of Python 3',
    html: '<div class="highlight-pycon3"><div class="highlight"><pre>&gt;&gt;&gt; 1\n1</pre></div></div>',
    markdown: '```pycon\n>>> 1\n1\n```',
  },
  {
    name: 'code with backticks',
    html: '<pre><code>```js\nx\n```</code></pre>',
    markdown: '````\n```js\nx\n```\n````',
  },
  {
    name: 'lines as elements of their own',
    html: '<pre><code class="language-ts"><span class="line">a</span><span class="line">  b</span></code></pre>',
    markdown: '```ts\na\n  b\n```',
  },
  {
    name: 'numbers beside the code',
    html: '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2</pre></td><td class="code"><pre>a\nb</pre></td></tr></table>',
    markdown: '```\na\nb\n```',
  },
  {
    name: 'an admonition',
    html: '<div class="admonition warning"><p class="admonition-title">Warning</p><p>Take care.</p></div>',
    markdown: '> [!WARNING]\n> Take care.',
  },
  {
    name: 'a definition list',
    html: '<dl><dt>term</dt><dd>What it means.</dd></dl>',
    markdown: '**term**\n\nWhat it means.',
  },
  {
    name: 'a span over columns',
    html: '<table><tr><th>a</th><th>b</th></tr><tr><td colspan="2">x</td></tr></table>',
    markdown: '| a | b |\n| --- | --- |\n| x |  |',
  },
  {
    name: 'a span over rows',
    html: '<table><tr><th>a</th><th>b</th></tr><tr><td rowspan="2">x</td><td>1</td></tr><tr><td>2</td></tr></table>',
    markdown: '| a | b |\n| --- | --- |\n| x | 1 |\n| x | 2 |',
  },
  {
    name: 'a formula with its TeX',
    html: '<p>So <math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math> holds.</p>',
    markdown: 'So $x^2$ holds.',
  },
  {
    name: 'emphasis with spaces inside',
    html: '<p>a<b> bold </b>word</p>',
    markdown: 'a **bold** word',
  },
  {
    name: 'a nested list',
    html: '<ul><li>one<ol><li>two</li></ol></li><li>three</li></ul>',
    markdown: '- one\n  1. two\n- three',
  },
]

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
  {
    name: 'footnotes of GitHub',
    html: '<p>Text<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref>1</a></sup>.</p><section data-footnotes class="footnotes"><h2 class="sr-only">Footnotes</h2><ol><li id="user-content-fn-1"><p>The note. <a href="#user-content-fnref-1" class="data-footnote-backref">↩</a></p></li></ol></section>',
    markdown: 'Text[^1].\n\n[^1]: The note.',
  },
  {
    name: 'footnotes of MkDocs',
    html: '<p>Text<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p><div class="footnote"><hr><ol><li id="fn:1"><p>The note.&#160;<a class="footnote-backref" href="#fnref:1" title="Jump back">&#8617;</a></p></li></ol></div>',
    markdown: 'Text[^1].\n\n---\n\n[^1]: The note.',
  },
  {
    name: 'footnotes of Sphinx',
    html: '<p>Text <a class="footnote-reference brackets" href="#id3" id="id1" role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a>.</p><aside class="footnote-list brackets"><aside class="footnote brackets" id="id3" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>The note.</p></aside></aside>',
    markdown: 'Text [^1].\n\n[^1]: The note.',
  },
  {
    name: 'footnotes of older Sphinx',
    html: '<p>Text <a class="footnote-reference" href="#f1" id="id1">[1]</a>.</p><table class="docutils footnote" id="f1"><tbody><tr><td class="label"><a class="fn-backref" href="#id1">[1]</a></td><td>The note.</td></tr></tbody></table>',
    markdown: 'Text [^1].\n\n[^1]: The note.',
  },
  {
    name: 'footnotes of Pandoc',
    html: '<p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p><section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr/><ol><li id="fn1"><p>The note.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
    markdown: 'Text[^1].\n\n---\n\n[^1]: The note.',
  },
  {
    name: 'footnotes of Wikipedia',
    html: '<p>Fact.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup></p><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">Smith, <i>Book</i>.</span></li></ol>',
    markdown: 'Fact.[^1]\n\n[^1]: Smith, *Book*.',
  },
  {
    name: 'footnotes of Substack',
    html: '<p>Text<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a>.</p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>The note.</p></div></div>',
    markdown: 'Text[^1].\n\n[^1]: The note.',
  },
  {
    name: 'footnotes of many paragraphs',
    html: '<p>Text<sup><a href="#fn2">2</a></sup>.</p><div class="footnotes"><ol><li id="fn2"><p>First.</p><pre><code>x = 1</code></pre></li></ol></div>',
    markdown: 'Text[^2].\n\n[^2]: First.\n\n    ```\n    x = 1\n    ```',
  },
  {
    name: 'KaTeX',
    html: '<p>So <span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">x_1</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span>x1</span></span></span> holds.</p>',
    markdown: 'So $x_1$ holds.',
  },
  {
    name: 'KaTeX set apart',
    html: '<p>Thus</p><span class="katex-display"><span class="katex"><span class="katex-mathml"><math display="block"><semantics><mi>y</mi><annotation encoding="application/x-tex">\\frac{a}{b}</annotation></semantics></math></span><span class="katex-html">ab</span></span></span><p>so.</p>',
    markdown: 'Thus\n\n$$\n\\frac{a}{b}\n$$\n\nso.',
  },
  {
    name: 'MathJax 2',
    html: '<p>So <span class="MathJax_Preview"></span><span class="MathJax" id="M1"><nobr>x2</nobr></span><script type="math/tex" id="M">x^2</script> holds.</p>',
    markdown: 'So $x^2$ holds.',
  },
  {
    name: 'MathJax 2 set apart',
    html: '<p>So</p><div class="MathJax_Display"><span class="MathJax">E</span></div><script type="math/tex; mode=display">E=mc^2</script>',
    markdown: 'So\n\n$$\nE=mc^2\n$$',
  },
  {
    name: 'MathJax 3',
    html: '<p>So <mjx-container class="MathJax" jax="CHTML"><mjx-math>x</mjx-math><mjx-assistive-mml><math xmlns="x"><msup><mi>x</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container> holds.</p>',
    markdown: 'So $x^{2}$ holds.',
  },
  {
    name: 'formulas that Sphinx leaves to MathJax',
    html: '<p>So <span class="math notranslate nohighlight">\\(a_i * b\\)</span> holds.</p><div class="math notranslate nohighlight">\\[\\int_0^1 f(x)\\,dx\\]</div>',
    markdown: 'So $a_i * b$ holds.\n\n$$\n\\int_0^1 f(x)\\,dx\n$$',
  },
  {
    name: 'formulas of MkDocs',
    html: '<p>So <span class="arithmatex">\\(a_1\\)</span> holds.</p><div class="arithmatex">\\[a_2\\]</div>',
    markdown: 'So $a_1$ holds.\n\n$$\na_2\n$$',
  },
  {
    name: 'MathML',
    html: '<p>So <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math> holds.</p>',
    markdown: 'So $\\frac{a}{b}$ holds.',
  },
  {
    name: 'MathML with signs',
    html: '<p><math><mrow><mi>a</mi><mo>≤</mo><mo>(</mo><mi>b</mi><mo>+</mo><mn>1</mn><mo>)</mo></mrow></math></p>',
    markdown: '$a≤(b+1)$',
  },
  {
    name: 'dollars that are prices',
    html: '<p>Cost is $5 and $6, math $x_1 * y$ in text.</p>',
    markdown: 'Cost is $5 and $6, math $x_1 \\* y$ in text.',
  },
  {
    name: 'formulas of Wikipedia',
    html: '<p>So <span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display:none"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">{\\displaystyle x^{2}}</annotation></semantics></math></span><img src="/x.svg" class="mwe-math-fallback-image-inline" alt="{\\displaystyle x^{2}}"></span> holds.</p>',
    markdown: 'So $x^{2}$ holds.',
  },
  {
    name: 'notes of Sphinx',
    html: '<div class="admonition note"><p class="admonition-title">Note</p><p>Body.</p></div><div class="admonition-custom admonition"><p class="admonition-title">Custom title</p><p>Body.</p></div><div class="versionadded"><p><span class="versionmodified added">Added in version 3.8: </span>The thing.</p></div><div class="admonition seealso"><p class="admonition-title">See also</p><p>Other.</p></div><div class="deprecated"><p><span class="versionmodified deprecated">Deprecated since version 3.9: </span>Use y.</p></div>',
    markdown:
      '> [!NOTE]\n> Body.\n\n> [!NOTE]\n> **Custom title**\n>\n> Body.\n\nAdded in version 3.8: The thing.\n\n> [!NOTE]\n> **See also**\n>\n> Other.\n\nDeprecated since version 3.9: Use y.',
  },
  {
    name: 'notes of MkDocs',
    html: '<div class="admonition warning"><p class="admonition-title">Take care</p><p>Body.</p></div><details class="tip" open="open"><summary>Tip title</summary><p>Body.</p></details><div class="admonition example"><p class="admonition-title">Example</p><p>Body.</p></div><div class="admonition quote"><p class="admonition-title">Quote</p><p>Body.</p></div>',
    markdown:
      '> [!WARNING]\n> **Take care**\n>\n> Body.\n\n> [!TIP]\n> **Tip title**\n>\n> Body.\n\n> [!NOTE]\n> **Example**\n>\n> Body.\n\n> [!NOTE]\n> **Quote**\n>\n> Body.',
  },
  {
    name: 'notes of Docusaurus',
    html: '<div class="theme-admonition theme-admonition-tip admonition_xJq3 alert alert--success"><div class="admonitionHeading_Gvgb"><span class="admonitionIcon_Rf37"><svg><path/></svg></span>tip</div><div class="admonitionContent_BuS1"><p>Body.</p></div></div><div class="theme-admonition theme-admonition-info admonition_x alert alert--info"><div class="admonitionHeading_Gvgb">My title</div><div class="admonitionContent_BuS1"><p>Body.</p></div></div>',
    markdown: '> [!TIP]\n> Body.\n\n> [!NOTE]\n> **My title**\n>\n> Body.',
  },
  {
    name: 'notes of VitePress',
    html: '<div class="tip custom-block"><p class="custom-block-title">TIP</p><p>Body.</p></div><div class="danger custom-block"><p class="custom-block-title">STOP</p><p>Body.</p></div><details class="details custom-block"><summary>Click me</summary><p>Body.</p></details>',
    markdown: '> [!TIP]\n> Body.\n\n> [!CAUTION]\n> **STOP**\n>\n> Body.\n\n**Click me**\n\nBody.',
  },
  {
    name: 'notes of GitHub',
    html: '<div class="markdown-alert markdown-alert-important" dir="auto"><p class="markdown-alert-title" dir="auto"><svg></svg>Important</p><p dir="auto">Body.</p></div>',
    markdown: '> [!IMPORTANT]\n> Body.',
  },
  {
    name: 'notes of Starlight',
    html: '<aside aria-label="Caution" class="starlight-aside starlight-aside--caution"><p class="starlight-aside__title" aria-hidden="true"><svg></svg>Caution</p><div class="starlight-aside__content"><p>Body.</p></div></aside>',
    markdown: '> [!CAUTION]\n> Body.',
  },
  {
    name: 'notes of mdBook',
    html: '<blockquote class="blockquote-tag blockquote-tag-note"><p class="blockquote-tag-title"><svg></svg>Note</p><p>Body.</p></blockquote><div id="admonition-note" class="admonition admonish-note" role="note"><div class="admonition-title"><div id="admonition-note-title"><p>Note</p></div><a class="admonition-anchor-link" href="#admonition-note"></a></div><div><p>Body.</p></div></div>',
    markdown: '> [!NOTE]\n> Body.\n\n> [!NOTE]\n> Body.',
  },
  {
    name: 'notes of MDN',
    html: '<div class="notecard note"><p><strong>Note:</strong> Body.</p></div><div class="notecard warning" id="s"><p><strong>Warning:</strong> Body.</p></div><div class="notecard experimental"><p><strong>Experimental:</strong> Body.</p></div>',
    markdown: '> [!NOTE]\n> Body.\n\n> [!WARNING]\n> Body.\n\n> [!NOTE]\n> **Experimental:** Body.',
  },
  {
    name: 'notes of GitBook',
    html: '<div class="flex hint" data-hint-style="warning"><p>Body.</p></div><div class="hint hint-info"><p>Body.</p></div>',
    markdown: '> [!WARNING]\n> Body.\n\n> [!NOTE]\n> Body.',
  },
  {
    name: 'notes of Mintlify',
    html: '<div class="callout my-4 px-5" data-callout-type="warning"><div class="icon"><svg aria-label="Warning"></svg></div><div class="prose" data-component-part="callout-content"><p>Body.</p></div></div>',
    markdown: '> [!WARNING]\n> Body.',
  },
  {
    name: 'notes of Bootstrap',
    html: '<div class="alert alert-warning" role="alert">Body text.</div>',
    markdown: '> [!WARNING]\n> Body text.',
  },
  {
    name: 'notes of Asciidoctor',
    html: '<div class="admonitionblock note"><table><tbody><tr><td class="icon"><div class="title">Note</div></td><td class="content"><div class="paragraph"><p>Body.</p></div></td></tr></tbody></table></div>',
    markdown: '> [!NOTE]\n> Body.',
  },
  {
    name: 'notes of Microsoft Learn',
    html: '<div class="NOTE"><p>Note</p><p>Body.</p></div><div class="alert is-info"><p class="alert-title"><span class="docon"></span> Note</p><p>Body.</p></div>',
    markdown: '> [!NOTE]\n> Body.\n\n> [!NOTE]\n> Body.',
  },
  {
    name: 'notes of rustdoc',
    html: '<div class="warning">Body of it.</div>',
    markdown: '> [!WARNING]\n> Body of it.',
  },
  {
    name: 'definition lists',
    html: '<dl><dt>term</dt><dd><p>What it means.</p><p>More.</p></dd><dt><code>two</code></dt><dt>three</dt><dd>Both.<ul><li>a</li><li>b</li></ul></dd></dl>',
    markdown: '**term**\n\nWhat it means.\n\nMore.\n\n**`two`**\n\n**three**\n\nBoth.\n\n- a\n- b',
  },
  {
    name: 'a signature of Sphinx',
    html: '<dl class="py function"><dt class="sig sig-object py" id="os.open"><span class="sig-prename descclassname"><span class="pre">os.</span></span><span class="sig-name descname"><span class="pre">open</span></span><span class="sig-paren">(</span><em class="sig-param"><span class="n"><span class="pre">path</span></span></em>, <em class="sig-param"><span class="n"><span class="pre">flags</span></span></em><span class="sig-paren">)</span><a class="headerlink" href="#os.open" title="x">¶</a></dt><dd><p>Opens it.</p></dd></dl>',
    markdown: '**`os.open(path, flags)`**\n\nOpens it.',
  },
  {
    name: 'figures with captions',
    html: '<figure><img src="/a.png" alt="A"><figcaption>Figure 1: <b>The</b> thing.</figcaption></figure><figure><pre><code>x</code></pre><figcaption>Listing 1</figcaption></figure>',
    markdown: '![A](https://example.org/a.png)\n\n*Figure 1: **The** thing.*\n\n```\nx\n```\n\n*Listing 1*',
  },
  {
    name: 'nested lists code',
    html: '<ol><li><p>First:</p><pre><code class="language-sh">npm i\n  x</code></pre><ul><li>sub<pre><code>deep</code></pre></li></ul></li><li>Second</li></ol>',
    markdown:
      '1. First:\n\n   ```sh\n   npm i\n     x\n   ```\n\n   - sub\n\n     ```\n     deep\n     ```\n\n2. Second',
  },
  {
    name: 'tabs of MkDocs',
    html: '<div class="tabbed-set tabbed-alternate" data-tabs="1:2"><input checked="checked" id="__tabbed_1_1" name="t" type="radio"><input id="__tabbed_1_2" name="t" type="radio"><div class="tabbed-labels"><label for="__tabbed_1_1">npm</label><label for="__tabbed_1_2">yarn</label></div><div class="tabbed-content"><div class="tabbed-block"><pre><code>npm i</code></pre></div><div class="tabbed-block"><pre><code>yarn</code></pre></div></div></div>',
    markdown: '**npm**\n\n```\nnpm i\n```\n\n**yarn**\n\n```\nyarn\n```',
  },
  {
    name: 'tabs of Docusaurus',
    html: '<div class="tabs-container tabList__CuJ"><ul role="tablist" aria-orientation="horizontal" class="tabs"><li role="tab" tabindex="0" aria-selected="true" class="tabs__item">npm</li><li role="tab" tabindex="-1" aria-selected="false" class="tabs__item">Yarn</li></ul><div class="margin-top--md"><div role="tabpanel" class="tabItem_Ymn6"><pre><code>npm i</code></pre></div><div role="tabpanel" class="tabItem_Ymn6" hidden=""><pre><code>yarn add</code></pre></div></div></div>',
    markdown: '**npm**\n\n```\nnpm i\n```\n\n**Yarn**\n\n```\nyarn add\n```',
  },
  {
    name: 'tabs of VitePress',
    html: '<div class="vp-code-group vp-adaptive-theme"><div class="tabs"><input type="radio" name="g" id="t1" checked><label data-title="npm" for="t1">npm</label><input type="radio" name="g" id="t2"><label data-title="pnpm" for="t2">pnpm</label></div><div class="blocks"><div class="language-sh active"><button title="Copy Code" class="copy"></button><span class="lang">sh</span><pre class="shiki"><code><span class="line">npm i</span></code></pre></div><div class="language-sh"><button class="copy"></button><span class="lang">sh</span><pre class="shiki"><code><span class="line">pnpm i</span></code></pre></div></div></div>',
    markdown: '**npm**\n\n```sh\nnpm i\n```\n\n**pnpm**\n\n```sh\npnpm i\n```',
  },
  {
    name: 'tabs of Starlight',
    html: '<starlight-tabs><div class="tablist-wrapper"><ul role="tablist"><li role="presentation" class="tab"><a role="tab" href="#p1" id="t1" aria-selected="true">npm</a></li><li role="presentation" class="tab"><a role="tab" href="#p2" id="t2" aria-selected="false" tabindex="-1">pnpm</a></li></ul></div><div id="p1" aria-labelledby="t1" role="tabpanel"><p>one</p></div><div id="p2" aria-labelledby="t2" role="tabpanel" hidden><p>two</p></div></starlight-tabs>',
    markdown: '**npm**\n\none\n\n**pnpm**\n\ntwo',
  },
  {
    name: 'folded parts',
    html: '<details><summary>More</summary><p>Body.</p></details>',
    markdown: '**More**\n\nBody.',
  },
  {
    name: 'vitepress code',
    html: '<div class="language-ts vp-adaptive-theme line-numbers-mode"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes"><code><span class="line"><span style="x">const</span> a</span>\n<span class="line"></span>\n<span class="line">b</span></code></pre><div class="line-numbers-wrapper"><span class="line-number">1</span><br><span class="line-number">2</span><br></div></div>',
    markdown: '```ts\nconst a\n\nb\n```',
  },
  {
    name: 'a file on GitHub',
    html: '<table class="highlight tab-size js-file-line-container"><tbody><tr><td id="L1" class="blob-num js-line-number" data-line-number="1"></td><td id="LC1" class="blob-code blob-code-inner">def a():</td></tr><tr><td id="L2" class="blob-num" data-line-number="2"></td><td class="blob-code">  return 1</td></tr></tbody></table>',
    markdown: '```\ndef a():\n  return 1\n```',
  },
  {
    name: 'code in a README on GitHub',
    html: '<div class="highlight highlight-source-shell notranslate position-relative overflow-auto"><pre>npm install</pre><div class="zeroclipboard-container"><clipboard-copy aria-label="Copy" class="ClipboardButton btn"><svg></svg></clipboard-copy></div></div>',
    markdown: '```shell\nnpm install\n```',
  },
  {
    name: 'docusaurus code',
    html: '<div class="language-bash codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockTitle_Ktv7">run.sh</div><div class="codeBlockContent_biex"><pre tabindex="0" class="prism-code language-bash codeBlock_bY9V"><code class="codeBlockLines_e6Vv"><span class="token-line" style="color:#fff"><span class="token plain">npm i</span><br></span><span class="token-line"><span class="token plain">npm t</span><br></span></code></pre><div class="buttonGroup__atx"><button type="button" aria-label="Copy">Copy</button></div></div></div>',
    markdown: 'run.sh\n\n```bash\nnpm i\nnpm t\n```',
  },
  {
    name: 'starlight code',
    html: '<div class="expressive-code"><figure class="frame has-title not-content"><figcaption class="header"><span class="title">a.mjs</span></figcaption><pre data-language="js"><code><div class="ec-line"><div class="code"><span>const a</span></div></div><div class="ec-line"><div class="gutter"><div class="ln">2</div></div><div class="code">\n</div></div><div class="ec-line"><div class="code"><span class="indent">  </span><span>b</span></div></div></code></pre><div class="copy"><button data-copied="Copied!" title="Copy"><div></div></button></div></figure></div>',
    markdown: '*a.mjs*\n\n```js\nconst a\n\n  b\n```',
  },
  {
    name: 'numbers in a column of Hugo',
    html: '<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre class="chroma"><code class="language-go" data-lang="go">a\nb</code></pre></td></tr></table></div></div>',
    markdown: '```\na\nb\n```',
  },
  {
    name: 'numbers in the lines of Hugo',
    html: '<pre tabindex="0" class="chroma"><code class="language-go" data-lang="go"><span class="line"><span class="ln">1</span><span class="cl">package main\n</span></span><span class="line"><span class="ln">2</span><span class="cl">x\n</span></span></code></pre>',
    markdown: '```go\npackage main\nx\n```',
  },
  {
    name: 'numbers of Rouge',
    html: '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="rouge-code"><pre>a\nb\n</pre></td></tr></tbody></table></code></pre></div></div>',
    markdown: '```ruby\na\nb\n```',
  },
  {
    name: 'mdbook code',
    html: '<pre><pre class="playground"><code class="language-rust editable"><span class="boring">fn main() {\n</span>let x = 5;\n<span class="boring">}</span></code></pre></pre>',
    markdown: '```rust\nfn main() {\nlet x = 5;\n}\n```',
  },
  {
    name: 'mdn code',
    html: '<div class="code-example"><div class="example-header"><span class="language-name">js</span><button type="button" class="icon copy-icon"><span class="visually-hidden">Copy to Clipboard</span></button></div><pre class="brush: js notranslate"><code>let a = 1;\n</code></pre></div>',
    markdown: '```js\nlet a = 1;\n```',
  },
  {
    name: 'sphinx prompt',
    html: '<div class="highlight-console notranslate"><div class="highlight"><pre id="codecell0"><span></span><span class="gp">$ </span>pip install x\n</pre><button class="copybtn o-tooltip--left" data-tooltip="Copy">Copy</button></div></div>',
    markdown: '```console\n$ pip install x\n```',
  },
  {
    name: 'code of Stack Overflow',
    html: '<pre class="lang-py s-code-block"><code class="hljs language-python">x = 1\n</code></pre>',
    markdown: '```python\nx = 1\n```',
  },
  {
    name: 'spans both ways',
    html: '<table><thead><tr><th rowspan="2">Name</th><th colspan="2">Size</th></tr><tr><th>w</th><th>h</th></tr></thead><tbody><tr><td>a</td><td>1</td><td>2</td></tr></tbody></table>',
    markdown: '| Name | Size |  |\n| --- | --- | --- |\n| Name | w | h |\n| a | 1 | 2 |',
  },
  {
    name: 'task list',
    html: '<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled checked> done</li><li class="task-list-item"><p><label><input type="checkbox" disabled> open</label></p></li></ul>',
    markdown: '- [x] done\n- [ ] open',
  },
  {
    name: 'kbd sub sup',
    html: '<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd>; H<sub>2</sub>O, x<sup>2</sup>, 10<sup>-3</sup>, 1<sup>st</sup>, a<sub>i,j</sub>.</p>',
    markdown: 'Press `Ctrl`+`C`; H2O, x^2, 10^-3, 1st, ai,j.',
  },
  {
    name: 'keys within keys',
    html: '<p><kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd> and <span class="keys"><kbd class="key-control">Ctrl</kbd><span>+</span><kbd>Alt</kbd></span></p>',
    markdown: '`Ctrl+C` and `Ctrl`+`Alt`',
  },
  {
    name: 'permalinks of headings',
    html: '<h2 id="a">Install<a class="headerlink" href="#a" title="Permalink">¶</a></h2><h3 id="b"><a href="#b" aria-hidden="true" class="anchor"><span class="octicon octicon-link"></span></a>Usage</h3><h2 class="anchor anchorWithStickyNavbar_LWe7" id="c">Docu<a href="#c" class="hash-link" aria-label="Direct link to Docu" title="Direct link to Docu">​</a></h2><div class="sl-heading-wrapper level-h2"><h2 id="d">Star</h2><a class="sl-anchor-link" href="#d"><span aria-hidden="true" class="sl-anchor-icon"><svg></svg></span><span class="sr-only">Section titled “Star”</span></a></div><h2 id="e" tabindex="-1">Vite <a class="header-anchor" href="#e" aria-label="Permalink to &quot;Vite&quot;">​</a></h2><h2><a href="#f">Linked heading</a></h2><div class="markdown-heading"><h2 class="heading-element">GH</h2><a id="user-content-gh" class="anchor" aria-label="Permalink: GH" href="#gh"><svg></svg></a></div>',
    markdown: '## Install\n\n### Usage\n\n## Docu\n\n## Star\n\n## Vite\n\n## Linked heading\n\n## GH',
  },
  {
    name: 'mdbook heading',
    html: '<h2 id="x"><a class="header" href="#x">Chapter</a></h2>',
    markdown: '## Chapter',
  },
  {
    name: 'an item of rustdoc',
    html: '<details class="toggle method-toggle" open><summary><section id="method.new" class="method"><a class="src rightside" href="../src/x.html">Source</a><h4 class="code-header">pub fn <a href="#method.new" class="fn">new</a>() -&gt; <a class="struct" href="s.html">Self</a></h4></section></summary><div class="docblock"><p>Creates it.</p></div></details>',
    markdown:
      '[Source](https://example.org/src/x.html)\n\n#### pub fn new() -> [Self](https://example.org/s.html)\n\nCreates it.',
  },
  {
    name: 'inline code with a line break',
    html: '<p><code>a<br>b</code> and <code> x </code></p>',
    markdown: '`a b` and `x`',
  },
  {
    name: 'definition nested dl',
    html: '<dl><dt>a</dt><dd><dl><dt>b</dt><dd>c</dd></dl></dd></dl>',
    markdown: '**a**\n\n**b**\n\nc',
  },
  {
    name: 'blockquote cite',
    html: '<blockquote><p>To be.</p><footer>— <cite>Hamlet</cite></footer></blockquote>',
    markdown: '> To be.\n>\n> — Hamlet',
  },
  {
    name: 'abbr mark ins',
    html: '<p><abbr title="x">HTML</abbr> <mark>hot</mark> <ins>new</ins> <del>old</del> <u>under</u></p>',
    markdown: 'HTML hot new ~~old~~ under',
  },
  {
    name: 'a card that is a link',
    html: '<a href="/x"><div><h3>Card</h3><p>Text of it.</p></div></a>',
    markdown: '### [Card](https://example.org/x)\n\nText of it.',
  },
  {
    name: 'lists and code in cells',
    html: '<table><tr><th>a</th></tr><tr><td><ul><li>x</li><li>y</li></ul></td><td><pre><code>l1\nl2</code></pre></td></tr></table>',
    markdown: '| a |  |\n| --- | --- |\n| - x<br>- y | `l1`<br>`l2` |',
  },
  {
    name: 'line breaks in code',
    html: '<pre>a<br>b<br/>c</pre>',
    markdown: '```\na\nb\nc\n```',
  },
  {
    name: 'numbers of an ordered list',
    html: '<ol start="3" reversed><li>a</li><li value="7">b</li></ol>',
    markdown: '3. a\n7. b',
  },
  {
    name: 'tabs with one panel',
    html: '<p>before</p><div role="tablist"><button role="tab">JS</button><button role="tab">TS</button></div><div role="tabpanel"><pre><code>x</code></pre></div>',
    markdown: 'before\n\n```\nx\n```',
  },
]

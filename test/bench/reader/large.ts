import { createExtractionPool } from '@sensorium/web-reader/pool'

/** What reading one page of documentation of 10 MB costs, the process and its thread together. */
const section = (at: number): string =>
  `<h2 id="s${at}">Section ${at}</h2><p>A sentence with enough words to count as prose on any page, with <a href="/${at}">a link</a> and <code>name_${at}</code>.</p>` +
  `<pre><code class="language-js">const a = ${at}\nfunction f() {\n  return a\n}</code></pre><ul><li>one item of it</li><li>another <b>bold</b> item</li></ul>` +
  '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>'

function page(size: number): Uint8Array<ArrayBuffer> {
  const parts = ['<!doctype html><title>Large</title><main>']
  for (let at = 0, length = 0; length < size; at++) length += parts[parts.push(section(at)) - 1]?.length ?? 0
  return new TextEncoder().encode(parts.join(''))
}

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const
const runs = 3

await using pool = createExtractionPool({ threads: 1, deadlineMs: 60_000 })
for (let run = 1; run <= runs; run++) {
  const bytes = page(10_000_000)
  const { length } = bytes
  const started = performance.now()
  const before = process.cpuUsage()
  const { content } = await pool.extract(
    { format: 'html', bytes, contentType: 'text/html; charset=utf-8', url: 'https://example.org/' },
    options,
    new AbortController().signal,
  )
  const { user, system } = process.cpuUsage(before)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    `${(length / 1e6).toFixed(1)} MB to ${(content.length / 1e6).toFixed(1)} MB of Markdown: ${Math.round(performance.now() - started)} ms, ${Math.round((user + system) / 1000)} ms of CPU on all threads, peak ${peak} MB`,
  )
}

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { available, type Bench, openBench } from './testing.ts'

async function packages(): Promise<string | undefined> {
  const missing = await available('bubblewrap')
  if (missing) return missing
  const bench = await openBench({ backend: 'bubblewrap' })
  const { outcome } = await bench.run('import matplotlib, pandas, PIL')
  await bench.close()
  return outcome.ended === 'ok' ? undefined : 'python3-matplotlib, python3-pandas or python3-pil is not installed'
}

const missing = await packages()
describe.skipIf(missing)(`charts, tables and pictures${missing ? ` (${missing})` : ''}`, () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench({ backend: 'bubblewrap' })
  })
  afterAll(() => bench.close())
  const shown = async (code: string) => (await bench.run(code)).outcome.displays
  const isPicture = (display: { kind: string; data?: string } | undefined) =>
    display?.kind === 'png' && Buffer.from(display.data ?? '', 'base64').toString('latin1', 1, 4) === 'PNG'

  const bars = 'import matplotlib.pyplot as plt\nplt.bar(list("abcde"), [100, 200, 300, 400, 500])'
  it.each([
    ['plt.show()', `${bars}\nplt.show()`, 1],
    ['a figure left open', `${bars};`, 1],
    ['two figures', `${bars}\nplt.figure(); plt.plot([1]); plt.show()`, 2],
    ['a figure as the last value, once', `${bars}\nplt.gcf()`, 1],
    ['a figure without pyplot', 'from matplotlib.figure import Figure\nf = Figure(); f.subplots().plot([1, 2]); f', 1],
    ['a figure drawn before an error', `${bars}\n1 / 0`, 1],
    ['a PIL image', 'from PIL import Image\nImage.new("RGB", (30, 20), "red")', 1],
    ['an enormous PIL image, made smaller', 'from PIL import Image\nImage.new("RGB", (6000, 3000), "red")', 1],
  ])('shows %s', async (_, code, count) => {
    const pictures = (await shown(code)).filter((display) => display.kind === 'png')
    expect(pictures.map(isPicture)).toEqual(Array.from({ length: count }, () => true))
  })

  it('shows a data frame as a Markdown table with both ends of it', async () => {
    const code = 'import pandas as pd\npd.DataFrame({"a|b": range(1000), "c": 0.5})'
    expect(await shown(code)).toMatchObject([
      {
        kind: 'markdown',
        text: expect.stringMatching(
          /^\| {2}\| a\\\|b \| c \|\n\| --- [\s\S]*\| 999 \| 999 \| 0\.5 \|\n\n1000 rows × 2 columns$/,
        ),
      },
    ])
  })

  it('gives every new session a copy of the font list, kept between starts', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'sensorium-cache-'))
    const listed =
      'import glob, time\nlists = glob.glob("/tmp/.matplotlib/fontlist-v*.json")\nfor l in lists: open(l, "a").write(" ")\nfrom matplotlib import font_manager\n(len(lists), len(font_manager.fontManager.ttflist) > 0)'
    const said = async (opened: Bench) => {
      const [display] = (await opened.run(listed)).outcome.displays
      return display && 'text' in display ? display.text : undefined
    }
    const first = await openBench({ backend: 'bubblewrap', cache })
    await vi.waitFor(async () => expect(await said(first)).toBe('(1, True)'), { timeout: 18_000, interval: 100 })
    await first.close()
    const [kept = ''] = await readdir(cache)
    const bytes = await readFile(join(cache, kept), 'utf8')

    const second = await openBench({ backend: 'bubblewrap', cache })
    await vi.waitFor(async () => expect(await said(second)).toBe('(1, True)'), { timeout: 18_000, interval: 100 })
    await second.close()
    expect(await readFile(join(cache, kept), 'utf8')).toBe(bytes)
    await rm(cache, { recursive: true })
  }, 60_000)

  it('shows several values by display()', async () => {
    const displays = await shown('import pandas as pd\ndisplay("a", pd.Series([1]))\n2')
    expect(displays.map(({ kind }) => kind)).toEqual(['text', 'markdown', 'text'])
  })
})

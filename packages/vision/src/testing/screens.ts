/** Screenshots whose text is known: source code and terminals, in light and dark, as HTML for `Browser.shoot`. */
export interface Screen {
  readonly name: string
  readonly html: string
  readonly text: string
}

const typescript = `import { readFile } from 'node:fs/promises'

export interface Options {
  readonly retries: number // default 3
  readonly signal?: AbortSignal
}

const pattern = /^[a-z0-9_-]{3,16}$/i

export async function load(path: string, { retries, signal }: Options) {
  for (let attempt = 0; attempt <= retries; attempt++) {
    try {
      const data = JSON.parse(await readFile(path, { encoding: 'utf8', signal }))
      return data.items.filter((item) => item.price >= 10.5 && item.id !== null)
    } catch (error) {
      if (attempt === retries) throw new Error(\`cannot read \${path}\`, { cause: error })
    }
  }
}`

const python = `import asyncio
from dataclasses import dataclass, field

@dataclass(slots=True)
class Cache:
    capacity: int = 1024
    entries: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        value = self.entries.pop(key, None)
        if value is not None:
            self.entries[key] = value  # most recently used
        return value

async def main() -> None:
    cache = Cache(capacity=64)
    results = await asyncio.gather(*(fetch(cache, n) for n in range(100)))
    print(f"hits: {sum(results) / len(results):.1%}")

if __name__ == "__main__":
    asyncio.run(main())`

const terminal = `$ pnpm test --filter @acme/billing
 FAIL  src/invoice.test.ts > totals > adds tax to each line
AssertionError: expected 1190 to be 1191 // Object.is equality

  - Expected   1191
  + Received   1190

    at Object.<anonymous> (/home/dev/acme/src/invoice.test.ts:42:31)
    at runTest (/home/dev/acme/node_modules/vitest/dist/index.js:784:11)
    at async Promise.all (index 3)

Test Files  1 failed | 12 passed (13)
     Tests  1 failed | 96 passed (97)
  Start at  14:03:27
  Duration  3.41s (transform 412ms, setup 0ms, collect 1.87s)

npm ERR! code ELIFECYCLE errno 1
error: process exited with code 1 (SIGTERM) after 4,096 KB
$ git push origin HEAD:refs/heads/fix/rounding --force-with-lease`

interface Theme {
  readonly name: string
  readonly back: string
  readonly ink: string
  readonly keyword: string
  readonly string: string
  readonly comment: string
}

const themes: readonly Theme[] = [
  { name: 'dark', back: '#1e1e1e', ink: '#d4d4d4', keyword: '#569cd6', string: '#ce9178', comment: '#6a9955' },
  { name: 'light', back: '#ffffff', ink: '#24292f', keyword: '#cf222e', string: '#0a3069', comment: '#6e7781' },
]

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function coloured(text: string, theme: Theme): string {
  return escapeHtml(text).replace(
    /('[^'\n]*'|"[^"\n]*"|`[^`\n]*`)|((?:\/\/|# ).*$)|\b(import|from|export|const|let|for|try|return|catch|if|throw|new|async|await|function|interface|readonly|class|def|is|not|None|in)\b/gm,
    (match, string: string | undefined, comment: string | undefined) =>
      `<i style="font-style:normal;color:${string ? theme.string : comment ? theme.comment : theme.keyword}">${match}</i>`,
  )
}

const sources = { typescript, python, terminal }

/** Every source in every theme at the given CSS font size. */
export function screens(fontSize = 13, family = 'DejaVu Sans Mono'): readonly Screen[] {
  return Object.entries(sources).flatMap(([name, text]) =>
    themes.map((theme) => ({
      name: `${name} ${theme.name}`,
      text,
      html:
        `<body style="margin:0;background:${theme.back};color:${theme.ink}">` +
        `<pre style="margin:0;padding:16px;font:${fontSize}px/1.5 '${family}'">${name === 'terminal' ? escapeHtml(text) : coloured(text, theme)}</pre></body>`,
    })),
  )
}

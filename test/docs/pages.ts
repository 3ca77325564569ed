import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** What people read: every page of ours, by its path from the root. */
export const pages: readonly string[] = ['README.md', 'AGENTS.md', 'docs/**/*.md', 'packages/*/README.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] }))
  .toSorted()

export const readPage = (page: string): string => readFileSync(join(root, page), 'utf8')

export interface Block {
  readonly page: string
  /** What stands behind the opening fence. */
  readonly language: string
  readonly text: string
}

export const blocks: readonly Block[] = pages.flatMap((page) =>
  [...readPage(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    page,
    language,
    text,
  })),
)

export interface Command {
  readonly page: string
  readonly line: string
}

/** Every line for a shell: those of blocks, and the code in prose that begins with a command of ours. */
export const commands: readonly Command[] = [
  ...blocks
    .filter(({ language, text }) => language === 'sh' || (language === '' && /^(?:npx|sensorium|npm) /m.test(text)))
    .flatMap(({ page, language, text }) =>
      text.split('\n').map((line) => ({ page, line: language === 'sh' ? line : line.replace(/ {2,}.*/, '') })),
    ),
  ...pages.flatMap((page) =>
    [
      ...readPage(page)
        .replaceAll(/^```[\s\S]*?^```$/gm, '')
        .matchAll(/`((?:npx -y|sensorium|npm run|npm start|npm test|claude mcp add) ?[^`]*)`/g),
    ].map(([, line = '']) => ({ page, line })),
  ),
]
  .map(({ page, line }) => ({ page, line: line.replace(/\s+#.*$/, '').trim() }))
  .filter(({ line }) => line !== '')

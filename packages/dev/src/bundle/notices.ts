import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rolldown } from 'tsdown'

interface Notice {
  readonly title: string
  readonly text: string
}

/** Writes beside a bundle whose code it carries, under which licence, and the licence's own words. */
export const notices: Rolldown.Plugin = {
  name: 'notices',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []))
    const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined))
    const all = [...folders].map(noticeOf).toSorted((a, b) => a.title.localeCompare(b.title, 'en'))
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: format(all) })
  },
}

/** The installed package that a module belongs to; some carry others inside, which have no manifest of their own. */
function packageFolder(module: string): string | undefined {
  const path = module.replaceAll('\\', '/').replace(/^\0/, '')
  const folders = [...path.matchAll(/\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/g)].map(
    ({ 0: match, index }) => path.slice(0, index) + match,
  )
  return folders.findLast((folder) => existsSync(join(folder, 'package.json')))
}

function noticeOf(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:[-.]|$)/i.test(entry))
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
  return { title: `${name}@${version} (${license ?? 'unknown'})`, text: text.replaceAll('\r\n', '\n') }
}

/** Packages with the same words share one copy of them. */
function format(all: readonly Notice[]): string {
  const byText = Map.groupBy(all, ({ text }) => text)
  const parts = [...byText].map(([text, owners]) => `${owners.map(({ title }) => title).join('\n')}\n\n${text}`.trim())
  return `This package carries code of these, under their licences.\n\n${parts.join(`\n\n${'-'.repeat(40)}\n\n`)}\n`
}

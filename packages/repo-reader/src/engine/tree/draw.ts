import type { Folder } from './folder.ts'
import type { TreeFile } from './list.ts'

export interface DrawOptions {
  /** Characters that the drawing may take. */
  readonly budget: number
  /** Levels below the start that may open. */
  readonly depth: number
  /** Entries of the start folder to skip: where an earlier answer ended. */
  readonly offset: number
  readonly sizes?: ReadonlyMap<string, number>
}

export interface Drawing {
  readonly text: string
  /** Folders that were left closed though they could have opened, largest first. */
  readonly folded: readonly string[]
  /** Offset to go on at when the start folder itself did not fit. */
  readonly nextOffset?: number
}

/** Folders that rarely explain a repository: they open last. */
const dullName =
  /^(?:\.\w.*|node_modules|vendor|third_party|dist|build|out|target|tests?|__tests__|spec|testdata|fixtures?|__snapshots__|examples?|benchmarks?|locales?|i18n|translations|assets|images?|static|public)$/i

interface Shown {
  readonly folder: Folder
  readonly level: number
  readonly dull: boolean
}

/**
 * Draws a tree within a budget: folders open breadth first, telling ones before dull ones, while their whole listing
 * fits; the others stay one line with what they hold.
 */
export function drawTree(start: Folder, options: DrawOptions): Drawing {
  const opened = new Map<Folder, readonly Line[]>()
  let left = options.budget

  const first = entriesOf(start, 0, options)
  let shown = 0
  for (const { line } of first.slice(options.offset)) {
    if (left < line.length + 1 && shown > 0) break
    left -= line.length + 1
    shown += 1
  }
  const end = options.offset + shown
  const visible = first.slice(options.offset, end)

  const folded: Folder[] = []
  const dull: Shown[] = []
  const openAll = (start: readonly Shown[], isDull: boolean) => {
    let level = start
    while (level.length > 0) {
      const next: Shown[] = []
      for (const shown of level.toSorted((a, b) => b.folder.count - a.folder.count)) {
        if (shown.dull && !isDull) dull.push(shown)
        else next.push(...open(shown))
      }
      level = next
    }
  }
  const open = ({ folder, level, dull: isDull }: Shown): Shown[] => {
    // A line takes two characters at least: most folders that do not fit need not be written to know it.
    const fits = level <= options.depth && (folder.files.length + folder.folders.size) * 2 <= left
    const entries = fits ? entriesOf(folder, level, options, isDull) : []
    const cost = entries.reduce((sum, { line }) => sum + line.length + 1, 0)
    if (!fits || cost > left) {
      folded.push(folder)
      return []
    }
    left -= cost
    opened.set(folder, entries)
    return entries.flatMap(({ shown: entry }) => entry ?? [])
  }
  openAll(
    visible.flatMap(({ shown: entry }) => entry ?? []),
    false,
  )
  openAll(dull, true)

  const lines: string[] = []
  const write = (entries: readonly Line[]) => {
    for (const { line, shown: entry } of entries) {
      lines.push(line)
      if (entry !== undefined) write(opened.get(entry.folder) ?? [])
    }
  }
  write(visible)
  return {
    text: lines.join('\n'),
    folded: folded.sort((a, b) => b.count - a.count).map(({ path }) => path),
    ...(end < first.length ? { nextOffset: end } : {}),
  }
}

interface Line {
  readonly line: string
  readonly shown?: Shown
}

function entriesOf(folder: Folder, level: number, options: DrawOptions, dull = false): Line[] {
  const indent = '  '.repeat(level)
  const folders = [...folder.folders.values()].map((child): Line => {
    const { end, label } = joined(child)
    const line = `${indent}${label}/ (${end.count.toLocaleString('en')}${mainLanguage(end)})`
    return { line, shown: { folder: end, level: level + 1, dull: dull || dullName.test(child.name) } }
  })
  return [...folders, ...folder.files.map((file) => ({ line: `${indent}${fileLine(file, options.sizes)}` }))]
}

/** A chain of folders that hold nothing but the next one, as one label: `src/main/java/com/acme`. */
function joined(folder: Folder): { end: Folder; label: string } {
  let end = folder
  let label = folder.name
  for (;;) {
    const [only] = end.folders.values()
    if (end.folders.size !== 1 || end.files.length > 0 || only === undefined) return { end, label }
    end = only
    label += `/${only.name}`
  }
}

function mainLanguage(folder: Folder): string {
  const [top] = [...folder.languages].sort((a, b) => b[1] - a[1])
  if (top === undefined) return folder.count === 1 ? ' file' : ' files'
  return top[1] * 2 > folder.count ? ` ${top[0]}` : ` files, ${top[0]} most`
}

function fileLine(file: TreeFile, sizes: ReadonlyMap<string, number> | undefined): string {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).slice(0, 255)
  if (file.kind === 'symlink') return `${name} (symlink)`
  if (file.kind === 'submodule') return `${name} (submodule at ${file.oid.slice(0, 10)})`
  const size = sizes?.get(file.oid)
  return size === undefined || size < 10_000 ? name : `${name} (${Math.round(size / 1_000)} kB)`
}

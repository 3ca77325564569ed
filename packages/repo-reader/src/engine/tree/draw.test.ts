import { describe, expect, it } from 'vitest'
import { drawTree } from './draw.ts'
import { folderTree } from './folder.ts'
import { nearPaths } from './near.ts'

const treeOf = (paths: readonly string[]) =>
  folderTree(
    paths.map((path) => ({ path, oid: 'a'.repeat(40), kind: 'file' as const })),
    '',
  )
const whole = { budget: 10_000, depth: 50, offset: 0 }

describe('a drawn tree', () => {
  it('joins folders that hold nothing else, and counts', () => {
    const { text } = drawTree(treeOf(['src/main/java/App.java', 'src/main/java/Lib.java']), whole)
    expect(text).toBe('src/main/java/ (2 Java)\n  App.java\n  Lib.java')
  })
  it('opens telling folders before dull ones when not all fits', () => {
    const paths = ['node_modules/a/x.js', 'node_modules/a/y.js', 'src/x.ts', 'src/y.ts', 'tests/x.ts']
    const { text, folded } = drawTree(treeOf(paths), { ...whole, budget: 95 })
    expect(text).toContain('  x.ts')
    expect(text).not.toContain('x.js')
    expect(folded).toContain('node_modules/a')
  })
  it('never exceeds its budget by more than a line, and goes on where it stopped', () => {
    const paths = Array.from({ length: 500 }, (_, at) => `file-${String(at).padStart(3, '0')}.ts`)
    const seen: string[] = []
    let offset = 0
    for (;;) {
      const { text, nextOffset } = drawTree(treeOf(paths), { ...whole, budget: 600, offset })
      expect(text.length).toBeLessThanOrEqual(620)
      seen.push(...text.split('\n'))
      if (nextOffset === undefined) break
      offset = nextOffset
    }
    expect(seen).toEqual(paths)
  })
})

describe('near paths', () => {
  it('are of the same name elsewhere, or written alike', () => {
    const paths = ['src/router/router.ts', 'src/utils/url.ts', 'docs/url.md']
    expect(nearPaths(paths, 'lib/url.ts')[0]).toBe('src/utils/url.ts')
    expect(nearPaths(paths, 'src/router/roter.ts')[0]).toBe('src/router/router.ts')
    expect(nearPaths(paths, 'zzz')).toEqual([])
  })
})

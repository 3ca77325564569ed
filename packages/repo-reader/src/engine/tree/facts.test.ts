import { describe, expect, it } from 'vitest'
import { treeFacts } from './facts.ts'
import { folderTree } from './folder.ts'
import { nearPaths } from './near.ts'

const factsOf = (paths: readonly string[]) => {
  const files = paths.map((path) => ({ path, oid: 'a'.repeat(40), kind: 'file' as const }))
  return treeFacts(files, folderTree(files, ''))
}

const monorepos: readonly (readonly [kind: string, paths: string, packages: string])[] = [
  ['pnpm', 'package.json pnpm-workspace.yaml packages/a/package.json packages/b/package.json', 'packages/a packages/b'],
  ['npm', 'package.json package-lock.json libs/a/package.json libs/b/package.json', 'libs/a libs/b'],
  ['Yarn', 'package.json yarn.lock packages/a/package.json packages/a-b/package.json', 'packages/a packages/a-b'],
  ['Cargo', 'Cargo.toml Cargo.lock crates/a/Cargo.toml crates/b/Cargo.toml', 'crates/a crates/b'],
  ['Go', 'go.work api/go.mod cmd/tool/go.mod', 'api cmd/tool'],
  ['Maven', 'pom.xml core/pom.xml web/pom.xml', 'core web'],
  ['Gradle', 'settings.gradle.kts build.gradle.kts app/build.gradle.kts lib/build.gradle', 'app lib'],
  ['uv', 'pyproject.toml uv.lock packages/a/pyproject.toml packages/b/pyproject.toml', 'packages/a packages/b'],
]

describe('facts of a tree', () => {
  it.each(monorepos)('name the packages of a %s workspace', (kind, paths, packages) => {
    const facts = factsOf(paths.split(' '))
    expect(facts.workspace).toBe(kind)
    expect([...facts.packages].sort()).toEqual(packages.split(' ').sort())
  })
  it('name no packages where there is one, nor those of tests and examples', () => {
    const facts = factsOf(['package.json', 'examples/x/package.json', 'tests/fixtures/y/package.json'])
    expect(facts.packages).toEqual([])
  })
})

const tree = ['src/router/trie.ts', 'src/router/index.ts', 'src/cookieJar.ts', 'docs/Guide.md', 'lib/http/client.py']
const misspelt: readonly (readonly [wanted: string, meant: string])[] = [
  ['src/cookie-jar.ts', 'src/cookieJar.ts'],
  ['src/cookiejar.ts', 'src/cookieJar.ts'],
  ['cookieJar.ts', 'src/cookieJar.ts'],
  ['src/cookieJar.js', 'src/cookieJar.ts'],
  ['src/cookeiJar.ts', 'src/cookieJar.ts'],
  ['src/trie.ts', 'src/router/trie.ts'],
  ['src/routers/trie.ts', 'src/router/trie.ts'],
  ['docs/guide.md', 'docs/Guide.md'],
  ['guide.md', 'docs/Guide.md'],
  ['packages/http/client.py', 'lib/http/client.py'],
  ['lib/http/clients.py', 'lib/http/client.py'],
]

describe('paths near a wrong one', () => {
  it.each(misspelt)('for %s begin with %s', (wanted, meant) => expect(nearPaths(tree, wanted)[0]).toBe(meant))
  it('are none for what is like nothing here', () => expect(nearPaths(tree, 'zzz/qqq.rb')).toEqual([]))
})

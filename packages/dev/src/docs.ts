import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { generatedDocs } from './generated-docs.ts'
import { root, say } from './workspace.ts'

/** Writes the generated parts of the docs; with `--check` only tells which are out of date. */
const check = process.argv.includes('--check')
let stale = 0
for (const { file, content } of await generatedDocs()) {
  const path = join(root, file)
  if (read(path) === content) continue
  stale += 1
  if (check) say(`out of date: ${relative(root, path)} (npm run docs)`)
  else write(path, content)
}
process.exitCode = check && stale > 0 ? 1 : 0

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

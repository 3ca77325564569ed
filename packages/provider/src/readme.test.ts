import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const example = new URL('../example.ts', import.meta.url)

it('shows in the README the example that runs', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\`\`\`ts\n${await readFile(example, 'utf8')}\`\`\``)
  const args = ['--conditions=@sensorium/source', fileURLToPath(example)]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args)
  expect(stdout).toContain('Result 1 for sse https://example.org/1')
  expect(stdout).toContain('You said: What is SSE?')
  expect(stderr).toContain('reasoning')
})

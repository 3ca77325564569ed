import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('loads no engine, no HTTP and no parser before the first search', () => {
  const script = `
    const { registerHooks } = await import('node:module')
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    console.log(loaded.join('\\n'))`
  const flags = ['--conditions=@sensorium/source', '--input-type=module', '-e', script]
  const loaded = execFileSync(process.execPath, flags).toString()
  expect(loaded).toContain('webSearchPrime.ts')
  expect(loaded).not.toMatch(/undici|htmlparser2|quick-lru|packages\/provider|engine\/open\/open/)
})

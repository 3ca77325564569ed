import { join } from 'node:path'
import type { Rolldown } from 'tsdown'

const part = (name: string) => join(import.meta.dirname, 'parts', name)

/** Parts of dependencies that nothing of ours reaches, and what stands in their place: two fifths of a server. */
const replacements: readonly { readonly source: RegExp; readonly importer: RegExp; readonly by: string }[] = [
  { source: /^undici$/, importer: /packages\/(?:net|provider)\/src\//, by: 'undici-dispatchers.mjs' },
  { source: /^undici$/, importer: /packages\/[^/]+\/src\//, by: 'undici-web.mjs' },
  { source: /\/milo\/(?:no-)?simd\.js$/, importer: /\/undici\//, by: 'milo.cjs' },
  { source: /^@modelcontextprotocol\/server\/_shims$/, importer: /\/server\/dist\//, by: 'mcp-shims.mjs' },
  { source: /^raw-body$/, importer: /\/sdk\//, by: 'raw-body.cjs' },
  { source: /^@opentelemetry\/api$/, importer: /\/prom-client\//, by: 'opentelemetry.cjs' },
]

/** Leaves out of a bundle what it would carry for nothing. */
export const slim: Rolldown.Plugin = {
  name: 'slim',
  resolveId: {
    filter: { id: [...replacements.map(({ source }) => source), /\/llhttp_simd-wasm\.js$/] },
    handler(source, importer = '') {
      const from = importer.replaceAll('\\', '/')
      const replaced = replacements.find((one) => one.source.test(source) && one.importer.test(from))
      if (replaced !== undefined) return part(replaced.by)
      // The portable build of the HTTP parser serves every machine; the other gains a few microseconds.
      if (source.endsWith('/llhttp_simd-wasm.js')) return this.resolve(source.replace('_simd', ''), importer)
      return null
    },
  },
}

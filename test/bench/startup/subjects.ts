import { fileURLToPath } from 'node:url'
import type { PackedPackage } from '@sensorium/dev/packed'

/** What is started: a script of this folder, or a package that npm installs. */
export interface Subject {
  readonly name: string
  /** What `npm install` is given; nothing for a script. */
  readonly install: readonly string[]
  /** A script of this folder, copied beside what is installed so that it finds it; else the package's own bin. */
  readonly script?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const script = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))

/** What every other row is divided by, and what no server can beat. */
export const floors: readonly Subject[] = [
  { name: 'bare Node process', install: [], script: script('bare.mjs') },
  { name: 'hand-written server', install: [], script: script('hand-written.mjs') },
]

export const ours = (packed: readonly PackedPackage[]): Subject[] =>
  packed.map(({ name, folder, tarball }) => ({
    name,
    install: [tarball],
    args: folder === 'sensorium' ? ['stdio'] : [],
  }))

/** Nothing is asked of a vendor; one peer refuses to start with what looks like a placeholder. */
const key = `${'0'.repeat(32)}.bench`
export const peers: readonly Subject[] = [
  {
    name: 'hello-world, SDK 2',
    install: ['@modelcontextprotocol/server@2.4.0', 'zod@4.6.7'],
    script: script('hello-2.mjs'),
  },
  {
    name: 'hello-world, SDK 1',
    install: ['@modelcontextprotocol/sdk@1.32.2', 'zod@4.6.7'],
    script: script('hello-1.mjs'),
  },
  { name: '@z_ai/mcp-server', install: ['@z_ai/mcp-server@0.1.5'], env: { Z_AI_API_KEY: key, Z_AI_MODE: 'ZAI' } },
  { name: '@upstash/context7-mcp', install: ['@upstash/context7-mcp@4.1.1'] },
  { name: 'exa-mcp-server', install: ['exa-mcp-server@3.4.1'], env: { EXA_API_KEY: key } },
  { name: 'tavily-mcp', install: ['tavily-mcp@0.2.22'], env: { TAVILY_API_KEY: key } },
  { name: 'server-everything', install: ['@modelcontextprotocol/server-everything@2026.8.31'], args: ['stdio'] },
]

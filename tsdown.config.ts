import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { defineConfig, type UserConfig } from 'tsdown'
import { notices } from './packages/dev/src/bundle/notices.ts'
import { missingInOldestNode, requiredNode } from './packages/dev/src/bundle/required-node.ts'
import { slim } from './packages/dev/src/bundle/slim.ts'

/** The main file of jsonc-parser finds its parts by a `require` that no bundler can follow; its module build has none. */
const alias = {
  'jsonc-parser': join(import.meta.dirname, 'packages/sensorium/node_modules/jsonc-parser/lib/esm/main.js'),
}

/** What every start on stdio loads, in one file: a start pays for each file that it opens. */
const neededAtStart =
  /[\\/](zod[\\/]v4|packages[\\/]kit[\\/]src[\\/](call|config|tool|errors|log|redact|content|server[\\/](?!protocol)|doors[\\/]stdio[\\/](?!continue)|cli[\\/](?!run-http|read-keys)))/

/**
 * Every package with a `src/bin.ts` becomes one bundle: clients give a server seconds to start, and a hundred installed
 * packages take longer than that. What is native or heavy stands in `dependencies` and stays outside.
 */
export default defineConfig(
  readdirSync('packages')
    .filter((name) => existsSync(join('packages', name, 'src/bin.ts')))
    .map(bundle),
)

function bundle(name: string): UserConfig {
  const cwd = join(import.meta.dirname, 'packages', name)
  const manifest: { dependencies?: Record<string, string>; peerDependencies?: Record<string, string> } = JSON.parse(
    readFileSync(join(cwd, 'package.json'), 'utf8'),
  )
  const outside = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  const owners = name === 'sensorium' ? '*' : name
  return {
    name,
    cwd,
    // A worker is a file of its own beside the bundle, found by `new URL('./x.worker.js', import.meta.url)`.
    entry: { bin: 'src/bin.ts', ...workers(owners) },
    copy: globSync(`packages/${owners}/src/engine/driver/*.{py,mjs}`, { cwd: import.meta.dirname }).map((file) => ({
      from: join(import.meta.dirname, file),
      // The driver finds its modules in a folder beside the code that sends them.
      to: 'dist/driver',
    })),
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    fixedExtension: false,
    dts: false,
    minify: true,
    clean: true,
    logLevel: 'warn',
    deps: { alwaysBundle: (id) => !outside.some((dependency) => id === dependency || id.startsWith(`${dependency}/`)) },
    plugins: [slim, notices],
    outputOptions: { codeSplitting: { groups: [{ name: 'start', test: neededAtStart }] } },
    banner: ({ fileName }) => (fileName === 'bin.js' ? requiredNode : undefined),
    inputOptions: {
      resolve: { conditionNames: ['@sensorium/source', 'node', 'import', 'default'], alias },
      transform: { inject: missingInOldestNode },
    },
  }
}

function workers(owners: string): Record<string, string> {
  const files = globSync(`packages/${owners}/src/**/*.worker.ts`, { cwd: import.meta.dirname })
  return Object.fromEntries(files.map((file) => [basename(file, '.ts'), join(import.meta.dirname, file)]))
}

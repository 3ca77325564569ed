import { join } from 'node:path'

/** The oldest Node that runs the bundles; the `engines` of every package say the same. */
const [major, minor] = [22, 19]

/**
 * What every program begins with, in words that any Node with modules can read: an older one would name a missing
 * export and not the reason.
 */
export const requiredNode = `{const[a,b]=process.versions.node.split(".").map(Number);if(a<${major}||a===${major}&&b<${minor}){console.error("needs Node ≥ ${major}.${minor}, and this is Node "+process.versions.node+"; get a newer one from https://nodejs.org");process.exit(1)}}`

/** What the sources use and that Node lacks: each global, and the module and export that stand in for it in bundles. */
export const missingInOldestNode: Readonly<Record<string, [module: string, name: string]>> = {
  AsyncDisposableStack: [join(import.meta.dirname, 'parts', 'async-disposable-stack.mjs'), 'AsyncDisposableStack'],
}

import type { Logger } from '../log.ts'
import type { ServerFace } from '../server/service.ts'
import type { OpenToolset } from '../server/tool-table.ts'
import type { AnyToolset, SharedMemory } from '../tool.ts'

/** A toolset with its configuration read. */
export interface ConfiguredToolset {
  readonly toolset: AnyToolset
  readonly config: unknown
}

/** Opens the dependencies of all toolsets; `scope` closes them. */
export async function openToolsets(
  configured: readonly ConfiguredToolset[],
  scope: AsyncDisposableStack,
  log: Logger,
  sharedFor?: (toolset: string) => SharedMemory | undefined,
): Promise<OpenToolset[]> {
  return Promise.all(
    configured.map(async ({ toolset, config }) => {
      const deps: unknown = await toolset.open(config, scope, sharedFor?.(toolset.name))
      log.debug('toolset-open', { toolset: toolset.name })
      return { toolset, deps }
    }),
  )
}

/** How one server presents itself, or several behind one endpoint. */
export function faceOf(toolsets: readonly AnyToolset[], suite: Omit<ServerFace, 'instructions'>): ServerFace {
  const [only, ...others] = toolsets
  if (only !== undefined && others.length === 0) return only
  return { ...suite, instructions: toolsets.map(({ title, instructions }) => `${title}: ${instructions}`).join('\n') }
}

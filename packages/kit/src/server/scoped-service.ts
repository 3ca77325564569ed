import type { Identity, Service } from './service.ts'
import type { OpenToolset } from './tool-table.ts'

/**
 * One service for keys of different scopes: each caller sees and reaches the servers that its key grants, and the
 * services of the subsets that occur are made once.
 */
export function createScopedService(
  toolsets: readonly OpenToolset[],
  make: (granted: readonly OpenToolset[]) => Service,
): Service {
  const whole = make(toolsets)
  const subsets = new Map<string, Service>()
  const serviceFor = ({ grant }: Identity): Service => {
    const granted = toolsets.filter(({ toolset }) => grant?.servers?.includes(toolset.name) ?? true)
    if (granted.length === toolsets.length) return whole
    const key = granted.map(({ toolset }) => toolset.name).join()
    const known = subsets.get(key) ?? make(granted)
    subsets.set(key, known)
    return known
  }
  return {
    face: whole.face,
    createServer: (identity) => serviceFor(identity).createServer(identity),
    listTools: (identity) => serviceFor(identity).listTools(identity),
    hasTool: (name, identity) => serviceFor(identity).hasTool(name, identity),
    call: (call) => serviceFor(call.identity).call(call),
  }
}

import type { Sight } from './engine/sight.ts'

/** What the tools of this server depend on. */
export interface VisionDeps {
  /** Opens with the first call: a server must start before it can look. */
  readonly sight: () => Promise<Sight>
}

import type { Engine } from './engine/open.ts'

/** What the tools of this server depend on. */
export interface CodeDeps {
  /** Opens with the first call: a server must start before it can work. */
  readonly engine: () => Promise<Engine>
}

import type { Governor } from '../govern/governor.ts'
import type { ActiveCalls } from '../server/active-calls.ts'
import type { ServerFace } from '../server/service.ts'
import type { OpenToolset } from '../server/tool-table.ts'
import type { EngineStatus } from '../tool.ts'
import type { RecentCalls } from './recent-calls.ts'

/** How a gateway fares, as its operator reads it at `/status`. Times are milliseconds since the epoch. */
export interface StatusReport {
  readonly title: string
  readonly version: string
  readonly startedAt: number
  readonly now: number
  /** Calls running, sessions and streams open. */
  readonly calls: number
  readonly sessions: number
  readonly store: ReturnType<Governor['store']>
  readonly servers: readonly ServerStatus[]
  readonly recent: readonly RecentStatus[]
}

interface ServerStatus {
  readonly name: string
  readonly title: string
  readonly tools: readonly string[]
  readonly engines: readonly EngineStatus[]
}

interface RecentStatus {
  readonly at: number
  readonly server: string
  readonly tool: string
  /** Name of the key. */
  readonly key: string
  /** `ok` or an error code. */
  readonly outcome: string
  readonly ms: number
}

/** What a report is read from. */
export interface ReportSources {
  readonly face: Pick<ServerFace, 'title' | 'version'>
  readonly toolsets: readonly OpenToolset[]
  readonly calls: ActiveCalls
  readonly sessions: () => number
  readonly governor: Pick<Governor, 'store'>
  readonly recent: RecentCalls
}

export function createReport({ face, toolsets, calls, sessions, governor, recent }: ReportSources): () => StatusReport {
  const startedAt = Date.now()
  return () => ({
    title: face.title,
    version: face.version,
    startedAt,
    now: Date.now(),
    calls: calls.count,
    sessions: sessions(),
    store: governor.store(),
    servers: toolsets.map(({ toolset: { name, title, tools, status }, deps }) => ({
      name,
      title,
      tools: tools.map((tool) => tool.name),
      engines: status?.(deps) ?? [],
    })),
    recent: recent.list().map(({ at, server, tool, principal, code, ms }) => ({
      at,
      server,
      tool,
      key: principal,
      outcome: code ?? 'ok',
      ms,
    })),
  })
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CallOutcome } from '../call/call-tool.ts'
import type { StatusReport } from '../status/report.ts'

/** What an operator's Prometheus reads; labels hold names of tools and engines and codes, never callers or arguments. */
export interface Metrics {
  readonly observe: (outcome: CallOutcome) => void
  readonly render: () => Promise<string>
  readonly contentType: string
}

/** `report` is asked once a reading, for everything that is a state rather than a count. */
export function createMetrics(report: () => StatusReport): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const total = new Counter({
    name: 'sensorium_tool_calls_total',
    help: 'Tool calls by outcome: ok or an error code.',
    labelNames: ['tool', 'outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'sensorium_tool_call_seconds',
    help: 'Duration of tool calls.',
    labelNames: ['tool'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120],
    registers,
  })
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `sensorium_${name}`, help, labelNames, registers })
  const active = gauge('tool_calls_active', 'Tool calls running now.')
  const sessions = gauge('sessions_open', 'Sessions and streams open now.')
  const store = gauge('store_up', 'Whether the store that counts answered when last asked.', 'kind')
  const engine = gauge('engine_state', '1 for the state an engine is in.', 'server', 'engine', 'state')
  const until = gauge('engine_resting_until_seconds', 'When a resting engine is asked again.', 'server', 'engine')
  const held = gauge('engine_open', 'What an engine holds open now: sandboxes, for one.', 'server', 'engine')
  collectDefaultMetrics({ register: registry })

  const read = ({ calls, sessions: open, store: { kind, reachable }, servers }: StatusReport): void => {
    active.set(calls)
    sessions.set(open)
    store.set({ kind }, reachable ? 1 : 0)
    // A state that has passed must not be read on.
    for (const states of [engine, until, held]) states.reset()
    for (const { name: server, engines } of servers) {
      for (const { name, state, until: end, open: holds } of engines) {
        engine.set({ server, engine: name, state }, 1)
        if (end !== undefined) until.set({ server, engine: name }, end / 1000)
        if (holds !== undefined) held.set({ server, engine: name }, holds)
      }
    }
  }
  return {
    observe: ({ tool, ms, code }) => {
      total.inc({ tool, outcome: code ?? 'ok' })
      seconds.observe({ tool }, ms / 1000)
    },
    render: () => {
      read(report())
      return registry.metrics()
    },
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
  }
}

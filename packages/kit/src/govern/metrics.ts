import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CallOutcome } from '../call/call-tool.ts'
import type { ActiveCalls } from '../server/active-calls.ts'

/** What an operator's Prometheus reads; labels hold tool names and codes only, never callers or arguments. */
export interface Metrics {
  readonly observe: (outcome: CallOutcome) => void
  readonly render: () => Promise<string>
  readonly contentType: string
}

export function createMetrics(calls: ActiveCalls): Metrics {
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
  new Gauge({
    name: 'sensorium_tool_calls_active',
    help: 'Tool calls running now.',
    registers,
    collect() {
      this.set(calls.count)
    },
  })
  collectDefaultMetrics({ register: registry })
  return {
    observe: ({ tool, ms, code }) => {
      total.inc({ tool, outcome: code ?? 'ok' })
      seconds.observe({ tool }, ms / 1000)
    },
    render: () => registry.metrics(),
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
  }
}

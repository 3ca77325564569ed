import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { Pool } from 'undici'

export interface Load {
  readonly callsPerSecond: number
  /** Calls a second of the server's own CPU time: what one core could do, however busy the machine is. */
  readonly callsPerCpuSecond: number
  readonly p50: number
  readonly p99: number
  readonly failed: number
  /** Resident memory of the server after the load, MiB. */
  readonly rss: number
}

export type Era = '2026-07-28' | '2025-06-18'

/** Calls `echo` over `connections` connections for `seconds`, and reads what it cost the server from /proc. */
export async function load(
  port: number,
  key: string,
  pid: number,
  era: Era,
  connections: number,
  seconds: number,
): Promise<Load> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections })
  const request = requestOf(era, key)
  const latencies: number[] = []
  let failed = 0
  const cpuBefore = cpuSeconds(pid)
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  const worker = async () => {
    while (performance.now() < until) {
      const sentAt = performance.now()
      const { statusCode, body } = await pool.request(request)
      const text = await body.text()
      if (statusCode !== 200 || !text.includes('"hello"')) failed += 1
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const elapsed = (performance.now() - startedAt) / 1000
  const cpu = cpuSeconds(pid) - cpuBefore
  await pool.close()
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
  return {
    callsPerSecond: latencies.length / elapsed,
    callsPerCpuSecond: latencies.length / cpu,
    p50: at(0.5),
    p99: at(0.99),
    failed,
    rss: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
  }
}

function requestOf(era: Era, key: string) {
  const envelope = {
    'io.modelcontextprotocol/protocolVersion': era,
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const modern = era === '2026-07-28'
  const params = { name: 'echo', arguments: { message: 'hello' }, ...(modern ? { _meta: envelope } : {}) }
  return {
    path: '/mcp',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${key}`,
      'mcp-protocol-version': era,
      ...(modern ? { 'mcp-method': 'tools/call', 'mcp-name': 'echo' } : {}),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  } as const
}

/** User and system time of a process, seconds (proc(5): fields 14 and 15, in hundredths). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

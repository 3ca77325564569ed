import { once } from 'node:events'
import { createGateway, type Endpoint } from '../doors/http/gateway.ts'
import { createHostPolicy } from '../doors/http/host-policy.ts'
import { defaultLimits } from '../doors/http/limits.ts'
import { ListenError, listen } from '../doors/http/listen.ts'
import { createOperatorDoor } from '../doors/http/operator.ts'
import { createStatusPage } from '../doors/http/page/page.ts'
import { createPeerReader } from '../doors/http/peer.ts'
import type { HttpSettings } from '../doors/http/settings.ts'
import { createTrustedProxies, isProxyRange } from '../doors/http/trusted-proxies.ts'
import { createGovernor } from '../govern/governor.ts'
import { createMetrics } from '../govern/metrics.ts'
import { createLogger, type LogLevel } from '../log.ts'
import { createActiveCalls } from '../server/active-calls.ts'
import { createScopedService } from '../server/scoped-service.ts'
import { createService, type FinishedCall, type ServerFace, type ServiceParts } from '../server/service.ts'
import { createToolTable, type OpenToolset } from '../server/tool-table.ts'
import { createRecentCalls } from '../status/recent-calls.ts'
import { createReport } from '../status/report.ts'
import { openStore } from '../store/open-store.ts'
import { shareMemory } from '../store/shared-memory.ts'
import { type ClientLines, suiteLine } from './client-lines.ts'
import { type ExitCode, exitCodes, reportFaults, type Terminal } from './exit.ts'
import { type ConfiguredToolset, faceOf, openToolsets } from './open-toolsets.ts'
import type { AuthResult } from './read-keys.ts'
import { readAuth } from './read-keys.ts'

/** Clients whose lines a terminal shows; the page at `/` shows all. */
const shownClients = 5

/** Serves toolsets over HTTP until told to stop: all of them at `/mcp`, each at its hosted counterpart's path. */
export async function runHttp(
  configured: readonly ConfiguredToolset[],
  suite: Omit<ServerFace, 'instructions'>,
  settings: HttpSettings,
  logLevel: LogLevel | undefined,
  terminal: Terminal,
  clientLines: ClientLines = suiteLine,
): Promise<ExitCode> {
  const strange = settings.trustedProxies.filter((range) => !isProxyRange(range))
  if (strange.length > 0)
    return reportFaults(terminal, [`--trusted-proxies: ${strange.join(', ')}: give addresses, CIDRs or loopback`])
  const log = createLogger(logLevel ?? 'info')
  await using scope = new AsyncDisposableStack()
  const auth = await readAuth(settings, terminal, log, scope)
  if (!auth.ok) return reportFaults(terminal, auth.faults)
  const store = await openStore(settings.store, log).catch(() => undefined)
  if (store === undefined)
    return reportFaults(terminal, ['--store: cannot be opened; give memory, a file or redis://…'])
  const governor = scope.use(createGovernor(store, settings.storeLost, log))
  const open = await openToolsets(configured, scope, log, (toolset) => shareMemory(store, toolset, log))
  const face = faceOf(
    configured.map(({ toolset }) => toolset),
    suite,
  )
  const calls = createActiveCalls()
  const recent = createRecentCalls()
  const sessions = () => gateway.openSessions()
  const report = createReport({ face, toolsets: open, calls, sessions, governor, recent })
  const metrics = createMetrics(report)
  const observe = (call: FinishedCall) => {
    metrics.observe(call)
    recent.add(call)
  }
  const gateway = createGateway({
    endpoints: endpointsOf(open, suite, { log, calls, governor, observe }),
    authenticate: auth.authenticate,
    hosts: createHostPolicy(settings.host, settings.serverNames),
    peerOf: createPeerReader(createTrustedProxies(settings.trustedProxies)),
    limits: defaultLimits,
    sessions: settings.sessions,
    store,
    calls,
    operator: createOperatorDoor({ metrics, governor, report }),
    page: createStatusPage({ face, clientLines, needsKey: settings.auth !== 'none' }),
    log,
  })
  try {
    const { url, shutDown } = await listen(gateway, settings.host, settings.port, defaultLimits)
    announce(url, auth, settings, clientLines, terminal)
    log.info('listening', { url })
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort')
    log.info('shutting-down', { calls: calls.count })
    await shutDown()
    return exitCodes.ok
  } catch (error) {
    if (error instanceof ListenError) return reportFaults(terminal, [error.message])
    throw error
  }
}

function endpointsOf(
  open: readonly OpenToolset[],
  suite: Omit<ServerFace, 'instructions'>,
  parts: Omit<ServiceParts, 'face' | 'table'>,
): Endpoint[] {
  const make = (toolsets: readonly OpenToolset[]) => {
    const face = faceOf(
      toolsets.map(({ toolset }) => toolset),
      suite,
    )
    return createService({ face, table: createToolTable(toolsets), ...parts })
  }
  const endpoint = (base: string, toolsets: readonly OpenToolset[]): Endpoint => ({
    base,
    service: createScopedService(toolsets, make),
  })
  return [
    endpoint('', open),
    ...open.flatMap((one) => one.toolset.paths.map((path) => endpoint(`/api/mcp/${path}`, [one]))),
  ]
}

function announce(
  url: string,
  auth: Extract<AuthResult, { ok: true }>,
  { auth: mode }: HttpSettings,
  clientLines: ClientLines,
  terminal: Terminal,
): void {
  const key =
    mode === 'none' ? undefined : auth.own?.fresh ? auth.own.key : auth.own ? `$(cat ${auth.own.file})` : 'YOUR_KEY'
  terminal.stderr(`Sensorium is listening at ${url}/mcp`)
  if (auth.own?.fresh) terminal.stderr(`A key was made and kept in ${auth.own.file}; it is shown this once.`)
  if (mode === 'passthrough') terminal.stderr("The caller's key is used as the vendor's key, with that vendor only.")
  for (const { client, where, text } of clientLines(url, key).slice(0, shownClients)) {
    terminal.stderr(`\n${client} (${where}):\n${text}`)
  }
  terminal.stderr(`\nIts state, and the lines for other clients: ${url}/`)
}

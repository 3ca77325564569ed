import { flushCompileCache } from 'node:module'
import { config as configureZod } from 'zod'
import { serveOnStdio } from '../doors/stdio/serve.ts'
import { createLogger, type LogLevel } from '../log.ts'
import { createActiveCalls } from '../server/active-calls.ts'
import { createService, type ServerFace } from '../server/service.ts'
import { createToolTable } from '../server/tool-table.ts'
import { type ExitCode, exitCodes, type Terminal } from './exit.ts'
import { type ConfiguredToolset, faceOf, openToolsets } from './open-toolsets.ts'

/** Serves toolsets on stdin and stdout until the client closes stdin or the process is told to stop. */
export async function runStdio(
  configured: readonly ConfiguredToolset[],
  suite: Omit<ServerFace, 'instructions'>,
  logLevel: LogLevel | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  // biome-ignore lint/suspicious/noConsole: libraries print where they please; on stdout that would break the protocol.
  globalThis.console = new console.Console(process.stderr, process.stderr)
  // A connection parses little and must open fast: compiling parsers costs more than it saves here.
  configureZod({ jitless: true })
  const log = createLogger(logLevel ?? 'warn')
  await using scope = new AsyncDisposableStack()
  const open = await openToolsets(configured, scope, log)
  const face = faceOf(
    configured.map(({ toolset }) => toolset),
    suite,
  )
  const service = createService({ face, table: createToolTable(open), log, calls: createActiveCalls() })
  // Clients kill servers, so what was compiled is kept as soon as it serves rather than at exit.
  setTimeout(flushCompileCache, 2_000).unref()
  await serveOnStdio(service, log, terminal.signal)
  return exitCodes.ok
}

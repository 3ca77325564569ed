import {
  type AnyTool,
  type AnyToolset,
  callTool,
  commonSettings,
  createLogger,
  type ExitCode,
  exitCodes,
  openToolsets,
  readCommandLine,
  readToolArguments,
  reportFaults,
  type Terminal,
  toolUsage,
} from '@sensorium/kit'
import { z } from 'zod'
import { select } from '../select.ts'
import type { Command } from './command.ts'

const callSettings = z.object({
  json: z.boolean().default(false).describe('Print the whole result as JSON.'),
})
/** A terminal shows everything; only a pipe to a model would want less. */
const terminalChars = 200_000

export const call: Command = {
  name: 'call',
  usage: "call <tool> ['{json}' | --flags]",
  summary: 'Call one tool and print its result.',
  run: async (terminal) => {
    const [name, ...rest] = terminal.argv
    const selected = await select({ ...terminal, argv: [] })
    if (!selected.ok) return reportFaults(terminal, selected.faults)
    const found = find(selected.toolsets, name)
    if (found === undefined) {
      const names = selected.toolsets.flatMap((toolset) => toolset.tools.map((tool) => tool.name)).join(', ')
      return reportFaults(terminal, [
        `${name === undefined ? 'name a tool' : `there is no tool ${name}`}; tools: ${names}`,
      ])
    }
    if (rest.includes('--help')) {
      terminal.stdout(toolUsage(found.tool))
      return exitCodes.ok
    }
    return callFound(found, { ...terminal, argv: rest })
  },
}

function find(toolsets: readonly AnyToolset[], name: string | undefined) {
  for (const toolset of toolsets) {
    const tool = toolset.tools.find((candidate) => candidate.name === name || candidate.aliases?.includes(name ?? ''))
    if (tool !== undefined) return { toolset, tool }
  }
  return undefined
}

async function callFound(
  { toolset, tool }: { toolset: AnyToolset; tool: AnyTool },
  terminal: Terminal,
): Promise<ExitCode> {
  const input = readToolArguments(tool, terminal.argv)
  if (!input.ok) return reportFaults(terminal, input.faults)
  const line = readCommandLine({ call: callSettings, common: commonSettings }, [toolset], {
    ...terminal,
    argv: input.rest,
  })
  if (!line.ok) return reportFaults(terminal, line.faults)
  const log = createLogger(line.values.common.logLevel ?? 'warn')
  await using scope = new AsyncDisposableStack()
  const [open] = await openToolsets(line.configured, scope, log)
  const result = await callTool(tool, input.args, {
    deps: open?.deps,
    log,
    caller: { principal: 'local', local: true, resultChars: terminalChars },
    signal: terminal.signal,
    sendProgress: ({ message }) => message !== undefined && log.debug('progress', { message }),
  })
  if (line.values.call.json) terminal.stdout(JSON.stringify(result, null, 2))
  else for (const block of result.content) terminal.stdout(shown(block))
  return result.isError === true ? exitCodes.failed : exitCodes.ok
}

function shown(block: Awaited<ReturnType<typeof callTool>>['content'][number]): string {
  if (block.type === 'text') return block.text
  return `[${block.mimeType}, ${Math.round((block.data.length * 3) / 4 / 1024)} KiB; --json prints it]`
}

import { fromText } from '../call/coerce.ts'
import { fieldsOf } from '../config/fields.ts'
import { readFlags } from '../config/flags.ts'
import type { AnyTool } from '../tool.ts'
import { firstSentence, formatHelp } from './help.ts'

export type ToolArguments =
  | { readonly ok: true; readonly args: Record<string, unknown>; readonly rest: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * A tool's arguments from a command line: one JSON object, flags named after its parameters, or both (flags win).
 * What belongs to no parameter is handed back in `rest`, for the server's settings.
 */
export function readToolArguments(tool: AnyTool, argv: readonly string[]): ToolArguments {
  const json = argv.find((arg) => arg.trimStart().startsWith('{'))
  let args: Record<string, unknown> = {}
  if (json !== undefined) {
    try {
      args = JSON.parse(json)
    } catch (error) {
      return { ok: false, faults: [`the arguments are not valid JSON: ${error instanceof Error ? error.message : ''}`] }
    }
  }
  const rest: string[] = []
  const fields = fieldsOf(tool.input)
  for (let index = 0; index < argv.length; index += 1) {
    const arg = argv[index]
    if (arg === undefined || arg === json) continue
    const field = fields.find(({ flag }) => flagName(arg) === flag || flagName(arg) === `no-${flag}`)
    if (field === undefined) {
      rest.push(arg)
      continue
    }
    const takesNext = field.kind !== 'boolean' && !arg.includes('=')
    const { flags, faults } = readFlags(takesNext ? [arg, argv[index + 1] ?? ''] : [arg], [field])
    if (faults.length > 0) return { ok: false, faults }
    if (takesNext) index += 1
    args[field.key] = fromText(field.schema, flags.get(field.flag) ?? '')
  }
  return { ok: true, args, rest }
}

function flagName(arg: string): string | undefined {
  return /^--([^=]+)/.exec(arg)?.[1]?.replaceAll('_', '-')
}

/** `sensorium call <tool> --help`: parameters and examples, from the definition. */
export function toolUsage(tool: AnyTool): string {
  const parameters = fieldsOf(tool.input).flatMap(({ flag, kind, choices, description }) => [
    `--${flag} ${choices.length > 0 ? choices.join('|') : `<${kind}>`}`,
    `    ${description}`,
  ])
  const examples = tool.examples.map(
    ({ title, input }) => `sensorium call ${tool.name} '${JSON.stringify(input)}'  # ${title}`,
  )
  return formatHelp(
    [`${tool.name}: ${firstSentence(tool.description)}`],
    [
      { title: 'Parameters', lines: parameters },
      { title: 'Examples', lines: examples },
    ],
  )
}

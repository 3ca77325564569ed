import type { Field } from '../config/fields.ts'
import type { AnyTool } from '../tool.ts'

/** One titled block of `--help`. */
export interface HelpSection {
  readonly title: string
  readonly lines: readonly string[]
}

export function formatHelp(usage: readonly string[], sections: readonly HelpSection[]): string {
  const blocks = sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n'))
  return [usage.join('\n'), ...blocks].join('\n\n')
}

/** Settings as flag, environment variable, default and description. */
export function settingLines(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => {
    const value =
      field.kind === 'boolean' ? '' : ` ${field.choices.length > 0 ? field.choices.join('|') : `<${field.kind}>`}`
    const fallback =
      field.defaultValue === undefined || field.defaultValue === false ? '' : ` [${JSON.stringify(field.defaultValue)}]`
    return [`--${field.flag}${value}${fallback}`, `    ${field.description}`, `    env: ${field.env.join(', ')}`]
  })
}

export function toolLines(tools: readonly AnyTool[]): string[] {
  const width = Math.max(...tools.map(({ name }) => name.length))
  return tools.map((tool) => `${tool.name.padEnd(width)}  ${firstSentence(tool.description)}`)
}

export function firstSentence(description: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(description)?.[0] ?? description
}

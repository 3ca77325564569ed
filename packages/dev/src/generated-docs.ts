import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AnyToolset, type Field, fieldsOf, firstSentence, httpSettings } from '@sensorium/kit'
import { toolsets } from 'sensorium/toolsets'
import { clientLinks, clientPages } from './client-pages.ts'
import { shownToModels, triedClients } from './client-tables.ts'
import { keyTable } from './key-table.ts'
import { isKnownElsewhere } from './known-settings.ts'
import { manifestOf } from './manifest.ts'
import { registryEntry } from './registry-entry.ts'
import { root } from './workspace.ts'

export interface GeneratedDoc {
  /** Path from the root. */
  readonly file: string
  readonly content: string
}

/** Every file with a generated part, as it should be: the README's tables and each server's own. */
export async function generatedDocs(): Promise<GeneratedDoc[]> {
  const all = await Promise.all(Object.values(toolsets).map(async (load) => (await load()).toolset))
  return [
    fill('README.md', {
      tools: toolTable(all),
      settings: settingTable(all.flatMap(({ config }) => fieldsOf(config)).filter(isKnownElsewhere)),
      clients: clientLinks(),
    }),
    ...all.map((toolset) =>
      fill(`packages/${toolset.name}/README.md`, {
        tools: parameterTables(toolset),
        settings: settingTable(fieldsOf(toolset.config)),
      }),
    ),
    fill('packages/sensorium/README.md', { http: settingTable(fieldsOf(httpSettings)) }),
    ...all.map((toolset) => entry(toolset.name, toolset.title, [toolset])),
    entry('sensorium', 'Sensorium', all),
    ...clientPages(),
    fill('docs/engines.md', { keys: table(...keyTable(all)) }),
    fill('docs/clients.md', { tried: table(...triedClients()), shown: table(...shownToModels()) }),
  ]
}

function entry(folder: string, title: string, all: readonly AnyToolset[]): GeneratedDoc {
  const content = `${JSON.stringify(registryEntry(manifestOf(folder), title, all), null, 2)}\n`
  return { file: `packages/${folder}/server.json`, content }
}

/** Replaces what stands between `<!-- generated:NAME -->` and `<!-- /generated -->`. */
function fill(file: string, parts: Readonly<Record<string, string>>): GeneratedDoc {
  const before = readFileSync(join(root, file), 'utf8')
  const content = Object.entries(parts).reduce((text, [name, part]) => {
    const pattern = new RegExp(`(<!-- generated:${name} -->\\n)[\\s\\S]*?(<!-- /generated -->)`)
    if (!pattern.test(text)) throw new Error(`${file} has no place for the generated part ${name}`)
    return text.replace(pattern, (_all, open: string, close: string) => `${open}\n${part}\n\n${close}`)
  }, before)
  return { file, content }
}

function toolTable(all: readonly AnyToolset[]): string {
  const rows = all.flatMap((toolset) =>
    toolset.tools.map((tool) => [
      `[${toolset.name}](packages/${toolset.name}/README.md)`,
      `\`${tool.name}\``,
      firstSentence(tool.description),
    ]),
  )
  return table(['server', 'tool', 'what it does'], rows)
}

function parameterTables(toolset: AnyToolset): string {
  return toolset.tools
    .map((tool) => {
      const rows = fieldsOf(tool.input).map((field) => [
        `\`${field.key}\``,
        kindOf(field),
        shownDefault(field),
        field.description,
      ])
      return `### \`${tool.name}\`\n\n${tool.description}\n\n${table(['parameter', 'kind', 'default', 'meaning'], rows)}`
    })
    .join('\n\n')
}

function settingTable(fields: readonly Field[]): string {
  const byFlag = new Map(fields.toReversed().map((field) => [field.flag, field]))
  const rows = [...byFlag.values()]
    .toReversed()
    .map((field) => [
      `\`--${field.flag}\``,
      field.env.map((name) => `\`${name}\``).join(' '),
      shownDefault(field),
      field.description,
    ])
  return table(['flag', 'environment', 'default', 'meaning'], rows)
}

function kindOf(field: Field): string {
  return field.choices.length > 0 ? field.choices.map((choice) => `\`${choice}\``).join(' ') : field.kind
}

function shownDefault({ defaultValue }: Field): string {
  return defaultValue === undefined ? '' : `\`${JSON.stringify(defaultValue)}\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

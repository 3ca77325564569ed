import { z } from 'zod'
import type { AnyTool, AnyToolset } from '../tool.ts'

/** Clients may keep the list for so long, milliseconds (2026-07-28 `ttlMs`): tools change only with the process. */
export const listTtlMs = 3_600_000

/** A toolset whose dependencies are open. */
export interface OpenToolset {
  readonly toolset: AnyToolset
  readonly deps: unknown
}

export interface TableEntry {
  /** Name of the toolset. */
  readonly server: string
  readonly tool: AnyTool
  readonly deps: unknown
}

/** A tool as `tools/list` shows it. */
export interface ListedTool {
  name: string
  title: string
  description: string
  inputSchema: { type: 'object'; [key: string]: unknown }
  outputSchema?: { type: 'object'; [key: string]: unknown }
  annotations: AnyTool['annotations']
}

/** What one endpoint serves: made once, shared by every request, since schemas are costly to convert. */
export interface ToolTable {
  readonly find: (name: string) => TableEntry | undefined
  /** Converted on first use, so that starting a server costs nothing for it. */
  readonly list: () => ListedTool[]
  readonly names: readonly string[]
}

/**
 * Indexes tools by name and alias.
 *
 * @throws Error when two tools claim one name: a fault of the composition, found at start.
 */
export function createToolTable(open: readonly OpenToolset[]): ToolTable {
  const entries = open.flatMap(({ toolset, deps }) =>
    toolset.tools.map((tool): TableEntry => ({ server: toolset.name, tool, deps })),
  )
  const byName = new Map<string, TableEntry>()
  for (const entry of entries) {
    for (const name of [entry.tool.name, ...(entry.tool.aliases ?? [])]) {
      if (byName.has(name)) throw new Error(`two tools are called ${name}`)
      byName.set(name, entry)
    }
  }
  let listed: ListedTool[] | undefined
  return {
    find: (name) => byName.get(name),
    list: () => {
      listed ??= entries.map(({ tool }) => listTool(tool))
      return listed
    },
    names: entries.map(({ tool }) => tool.name),
  }
}

/** A tool's public face, from its definition alone. */
export function listTool(tool: AnyTool): ListedTool {
  const { name, title, description, annotations } = tool
  return {
    name,
    title,
    description,
    inputSchema: toJsonSchema(tool.input, 'input'),
    ...(tool.response === 'structured' ? { outputSchema: toJsonSchema(tool.output, 'output') } : {}),
    annotations,
  }
}

function toJsonSchema(schema: z.ZodObject, io: 'input' | 'output'): { type: 'object'; [key: string]: unknown } {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => prune(jsonSchema) })
  return { ...rest, type: 'object' }
}

/** Leaves out what tells a model nothing: every client pays for the list in each conversation. */
function prune(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.additionalProperties === false) delete schema.additionalProperties
  // Names are strings in any JSON; Codex drops the keyword and Gemini's API has refused it.
  if (JSON.stringify(schema.propertyNames) === '{"type":"string"}') delete schema.propertyNames
}

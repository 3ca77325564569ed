import { type AnyToolset, type Field, fieldsOf } from '@sensorium/kit'

/** Every key that some server takes: its names, what it is, and who uses it. */
export function keyTable(all: readonly AnyToolset[]): [head: string[], rows: string[][]] {
  const users = new Map<string, { field: Field; servers: string[] }>()
  for (const toolset of all) {
    for (const field of fieldsOf(toolset.config).filter(({ secret }) => secret)) {
      const known = users.get(field.key) ?? { field, servers: [] }
      users.set(field.key, { field, servers: [...known.servers, toolset.name] })
    }
  }
  const names = ({ env: [ours, ...theirs] }: Field) => [...theirs, ours].map((name) => `\`${name}\``)
  const rows = [...users.values()].map(({ field, servers }) => [
    names(field).join(' '),
    field.description,
    servers.join(', '),
  ])
  return [['variable', 'what it is', 'used by'], rows]
}

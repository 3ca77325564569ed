import { type AnyToolset, type Field, fieldsOf } from '@sensorium/kit'

/** A setting that people have under a name of another program: a key, a vendor, a proxy. */
export function isKnownElsewhere({ env }: Field): boolean {
  return env.length > 1 && !env.includes('PATH')
}

/** What an installer asks of its user: each such setting and each key once, all of them optional. */
export function askedOf(toolsets: readonly AnyToolset[]): Field[] {
  const fields = toolsets.flatMap(({ config }) => fieldsOf(config))
  const asked = fields.filter((field) => field.secret || isKnownElsewhere(field))
  return [...new Map(asked.map((field) => [field.key, field])).values()]
}

/** The variable that people know: the vendor's own, where there is one. */
export function knownName({ env: [ours, theirs] }: Field): string {
  return theirs ?? ours
}

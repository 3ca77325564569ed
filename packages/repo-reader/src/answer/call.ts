/** A call ready to be made, as a model can copy it; absent arguments are left out. */
export function nextCall(tool: string, args: Readonly<Record<string, string | number | undefined>>): string {
  return `${tool} ${JSON.stringify(args)}`
}

/** The ref to repeat in a next call: none for the default branch. */
export function refArgument(ref: string): string | undefined {
  return ref === 'HEAD' ? undefined : ref
}

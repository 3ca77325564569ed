import { z } from 'zod'

/** A value that the registry hands to a program: a variable or an argument. */
const input = {
  description: z.string().optional(),
  isRequired: z.boolean().optional(),
  isSecret: z.boolean().optional(),
}

/**
 * What the MCP registry takes for a `server.json` of a package on npm: its schema of 2025-12-11 and the official
 * registry's own rules, as far as ours use them. Strict, so that a misspelt field is seen.
 */
export const serverJson = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: z
    .string()
    .max(255)
    .regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/),
  packages: z
    .array(
      z.strictObject({
        registryType: z.literal('npm'),
        identifier: z.string().min(1),
        version: z.string().min(1),
        runtimeHint: z.literal('npx'),
        transport: z.strictObject({ type: z.literal('stdio') }),
        packageArguments: z.array(z.strictObject({ type: z.literal('positional'), value: z.string() })).optional(),
        environmentVariables: z.array(z.strictObject({ name: z.string().regex(/^[A-Za-z_]\w*$/), ...input })),
      }),
    )
    .length(1),
})

import type { AnyToolset } from '@sensorium/kit'
import { askedOf, knownName } from './known-settings.ts'
import type { Manifest } from './manifest.ts'

/** The entry of one package in the MCP registry: its `server.json`, as of the schema of 2025-12-11. */
export function registryEntry(manifest: Manifest, title: string, toolsets: readonly AnyToolset[]): object {
  const suite = toolsets.length > 1
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: manifest.mcpName,
    title,
    description: manifest.description,
    version: manifest.version,
    packages: [
      {
        registryType: 'npm',
        identifier: manifest.name,
        version: manifest.version,
        runtimeHint: 'npx',
        transport: { type: 'stdio' },
        ...(suite ? { packageArguments: [{ type: 'positional', value: 'stdio' }] } : {}),
        environmentVariables: askedOf(toolsets).map((field) => ({
          name: knownName(field),
          description: field.description,
          isRequired: false,
          isSecret: field.secret,
        })),
      },
    ],
  }
}

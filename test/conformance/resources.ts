import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import { png } from './media.ts'

const kept = { ttlMs: 60_000, cacheScope: 'public' } as const

const contents: Readonly<Record<string, { mimeType: string } & ({ text: string } | { blob: string })>> = {
  'test://static-text': { mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: png },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Watched.' },
}

export const listResources = () => ({
  ...kept,
  resources: Object.entries(contents).map(([uri, { mimeType }]) => ({
    uri,
    name: uri.slice('test://'.length),
    description: 'A resource of the conformance suite.',
    mimeType,
  })),
})

export const listTemplates = () => ({
  ...kept,
  resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template', mimeType: 'application/json' }],
})

/** @throws ProtocolError where there is no such resource */
export function readResource(uri: string) {
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1]
  const content =
    id === undefined
      ? contents[uri]
      : { mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }) }
  if (content === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Resource not found', { uri })
  return { ...kept, contents: [{ uri, ...content }] }
}

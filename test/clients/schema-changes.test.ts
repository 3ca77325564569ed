import { expect, it } from 'vitest'
import { schemaChanges } from './schema-changes.ts'

const ours = {
  type: 'object',
  properties: { url: { type: 'string', maxLength: 10 }, count: { type: 'integer', default: 3 } },
  required: ['url', 'count'],
}

it('finds nothing where only the order differs', () => {
  const shown = { required: ['count', 'url'], properties: ours.properties, type: 'object' }
  expect(schemaChanges(ours, shown)).toEqual({ dropped: [], added: [], changed: [] })
})

it('names the keywords and parameters that differ', () => {
  const shown = {
    ...ours,
    properties: { url: { type: 'array' }, wait: { type: 'boolean' } },
    additionalProperties: false,
  }
  expect(schemaChanges(ours, shown)).toEqual({
    dropped: ['maxLength', 'parameter count'],
    added: ['additionalProperties', 'parameter wait'],
    changed: ['type'],
  })
})

it('takes a schema that is not there for a change', () => {
  expect(schemaChanges(ours, undefined)).toEqual({ dropped: [], added: [], changed: ['type'] })
})

import { settings } from '@sensorium/kit'
import { z } from 'zod'
import { scopes } from '../clients/client.ts'

const name = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,47}$/,
    'a name begins with a letter and has letters, digits, - and _ only, at most 48',
  )
  .default('sensorium')
  .describe('Name of the entry in the configuration.')
const scope = z
  .enum(scopes)
  .default('user')
  .describe("user: the client's own configuration; project: the one in this folder.")
const dryRun = z.boolean().default(false).describe('Only show what would change.')

/** What `add` can be told. */
export const addOptions = z.object({
  scope,
  url: z.string().optional().describe('Address of a gateway; without it the client starts the servers itself.'),
  key: z
    .string()
    .optional()
    .describe('Key for the gateway, better given as SENSORIUM_KEY; that of a gateway on this machine is found.')
    .register(settings, { secret: true }),
  keyIn: z
    .enum(['header', 'query'])
    .default('header')
    .describe('Where the client sends the key; query is for clients that send no headers.'),
  withEnv: z
    .array(z.string())
    .default([])
    .describe('Variables that servers started by the client get: NAME (its value now) or NAME=VALUE, comma-separated.'),
  name,
  dryRun,
})

export const removeOptions = z.object({ scope, name, dryRun })

import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@sensorium/kit/testing'
import { type Network, systemNetwork } from '@sensorium/net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createRepoReader } from '../engine/repo-reader.ts'
import { toolset } from '../index.ts'
import { hostileCalls } from './call.cases.ts'

let folder: string
let fakeGit: string
let started: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'repo-attacks-'))
  fakeGit = join(folder, 'fake-git')
  started = join(folder, 'started')
  // Answers the version check; anything else it is asked to do is written down and fails.
  await writeFile(
    fakeGit,
    `#!/bin/sh\n[ "$1" = version ] && echo git version 2.45.0 && exit 0\necho "$@" >> ${started}\nexit 1\n`,
  )
  await chmod(fakeGit, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A caller over the network, with a resolver that answers as the case says and sockets that never open. */
async function callFrom(network: boolean, resolves: readonly string[], args: Record<string, unknown>) {
  const fake: Network = {
    ...systemNetwork,
    lookup: async () => resolves.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    connect: () => {
      throw new Error('A hostile call reached for a socket.')
    },
  }
  const offline = {
    ...toolset,
    open: async (config, scope) => createRepoReader(config, scope, fake),
  } satisfies typeof toolset
  await using connected = await connect(offline, {
    identity: { principal: 'someone', local: !network },
    env: { SENSORIUM_GIT_PROGRAM: fakeGit, SENSORIUM_REPO_CACHE_DIR: join(folder, 'cache') },
  })
  return await connected.client.callTool({ name: 'get_repo_structure', arguments: args })
}

afterEach(() => rm(started, { force: true }))

describe('a hostile call from over the network', () => {
  it.each(hostileCalls)(
    'is refused before git starts: $title',
    async ({ args, resolves = ['93.184.216.34'], code }) => {
      const result = await callFrom(true, resolves, args)
      expect(result.isError).toBe(true)
      expect(JSON.stringify(result.content)).toContain(`Error (${code})`)
      expect(await readFile(started, 'utf8').catch(() => '')).toBe('')
    },
  )

  it('has at least sixty cases', () => expect(hostileCalls.length).toBeGreaterThanOrEqual(60))
})

it('lets an honest call reach git, or the refusals above would prove nothing', async () => {
  await callFrom(true, ['93.184.216.34'], { repo_name: 'acme/widget' })
  const line = await readFile(started, 'utf8')
  expect(line).toContain('fetch')
})

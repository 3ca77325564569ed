import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { manifestOf, publishedFolders } from '@sensorium/dev/manifest'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')
const workflows = readdirSync(`${root}.github/workflows`)
const { scripts } = JSON.parse(read('package.json'))

describe.each(workflows)('%s', (file) => {
  const { jobs, permissions }: { jobs: Record<string, { steps: unknown[] }>; permissions: unknown } = parse(
    read(`.github/workflows/${file}`),
  )
  const steps = Object.values(jobs).flatMap((job) => job.steps)

  it('says what it may do and how long', () => {
    expect(permissions).toBeTypeOf('object')
    for (const job of Object.values(jobs)) expect(job).toHaveProperty('timeout-minutes')
  })

  it('runs commands that there are', () => {
    const said = JSON.stringify(steps)
    const called = [...said.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name)
    expect(called.filter((name) => !(String(name) in scripts))).toEqual([])
    if (said.includes('.ci/run')) expect(read('.ci/run')).toContain('npm test')
  })
})

it('runs on every change what the checkout calls its tests', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml'))
  expect(jobs.test.steps.at(-1)).toEqual({ run: '.ci/run' })
})

it('publishes by the identity of the workflow and keeps no token of npm', () => {
  const release = read('.github/workflows/release.yml')
  expect(parse(release).permissions['id-token']).toBe('write')
  expect(release).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/)
})

it('gives all published packages one version together', () => {
  const { fixed } = JSON.parse(read('.changeset/config.json'))
  expect(fixed).toEqual([expect.arrayContaining(publishedFolders().map((folder) => manifestOf(folder).name))])
  expect(fixed[0]).toHaveLength(publishedFolders().length)
})

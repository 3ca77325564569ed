import { expect, it } from 'vitest'
import { ProviderError, type ProviderErrorDetails, type ProviderErrorKind, providerErrorKinds } from './errors.ts'
import { createFailover } from './failover.ts'

const fail = (kind: ProviderErrorKind, details: ProviderErrorDetails = {}): Promise<never> =>
  Promise.reject(new ProviderError(kind, 'a', 'no', details))

const members = ['a', 'b'].map((name) => ({ name, target: name }))

const movesOn: readonly ProviderErrorKind[] = [
  'authentication',
  'account',
  'quota',
  'rate',
  'server',
  'network',
  'timeout',
  'malformed',
]

it.each(providerErrorKinds)('decides what to do at %s', async (kind) => {
  const call = createFailover(members).run((name) => (name === 'a' ? fail(kind) : Promise.resolve(name)))
  if (movesOn.includes(kind)) {
    await expect(call).resolves.toMatchObject({ used: 'b', moved: [{ name: 'a', asked: true, error: { kind } }] })
  } else {
    await expect(call).rejects.toMatchObject({ kind })
  }
})

it('remembers who is down until its reset time, its delay or a while', async () => {
  let time = 1_000_000
  const asked: string[] = []
  const failover = createFailover(members, () => time)
  const run = (details: ProviderErrorDetails, kind: ProviderErrorKind = 'quota'): Promise<unknown> =>
    failover.run((name) => {
      asked.push(name)
      return name === 'a' && asked.length === 1 ? fail(kind, details) : Promise.resolve(name)
    })
  for (const [details, pause] of [
    [{ resetAt: new Date(time + 5_000_000) }, 5_000_000],
    [{ retryAfterMs: 9000 }, 9000],
    [{}, 30 * 60_000],
  ] as const) {
    const start = time
    asked.length = 0
    await run('resetAt' in details ? { resetAt: new Date(start + pause) } : details)
    time = start + pause - 1
    await run({})
    expect(asked).toEqual(['a', 'b', 'b'])
    time = start + pause
    await run({})
    expect(asked).toEqual(['a', 'b', 'b', 'a'])
  }
})

it('lists every reason when nobody is left, and says when the first can be asked again', async () => {
  const failover = createFailover(members, () => 0)
  const run = (): Promise<unknown> =>
    failover.run((name) =>
      name === 'a' ? fail('quota', { resetAt: new Date(900_000) }) : fail('rate', { retryAfterMs: 7000 }),
    )
  const expected = { kind: 'rate', retryAfterMs: 7000, message: expect.stringMatching(/a: no.*b: no/) }
  await expect(run()).rejects.toMatchObject(expected)
  await expect(run()).rejects.toMatchObject({ message: expect.stringContaining('not asked until 1970-01-01T00:15') })
  await expect(createFailover([]).run(() => fail('rate'))).rejects.toMatchObject({
    message: expect.stringContaining('no vendor'),
  })
})

it('moves a stream on until its first item, and not after', async () => {
  const gather = async (items: AsyncIterable<string>, into: string[]): Promise<string[]> => {
    for await (const item of items) into.push(item)
    return into
  }
  async function* use(name: string): AsyncGenerator<string> {
    if (name === 'a') await fail('server')
    yield name
  }
  const moved: string[] = []
  expect(
    await gather(
      createFailover(members).stream(use, (one) => moved.push(one.name)),
      [],
    ),
  ).toEqual(['b'])
  expect(moved).toEqual(['a'])
  async function* late(name: string): AsyncGenerator<string> {
    yield name
    await fail('server')
  }
  const got: string[] = []
  await expect(gather(createFailover(members).stream(late), got)).rejects.toMatchObject({ kind: 'server' })
  expect(got).toEqual(['a'])
})

import { expect, it } from 'vitest'
import { createShare } from './share.ts'

const never = new AbortController().signal

it('does identical work under way once, and anew afterwards', async () => {
  const share = createShare<number>()
  let runs = 0
  const work = async (): Promise<number> => {
    runs += 1
    await new Promise((resolve) => setTimeout(resolve, 20))
    return runs
  }
  expect(
    await Promise.all([share.run('a', never, work), share.run('a', never, work), share.run('b', never, work)]),
  ).toEqual([2, 2, 2])
  expect(await share.run('a', never, work)).toBe(3)
})

it('goes on for those who wait when one goes, and stops when the last has gone', async () => {
  const share = createShare<string>()
  const [one, two] = [new AbortController(), new AbortController()]
  let stopped = false
  const work = (signal: AbortSignal) =>
    new Promise<string>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        stopped = true
        reject(new Error('stopped'))
      })
    })
  const first = share.run('a', one.signal, work)
  const second = share.run('a', two.signal, work)
  one.abort(new Error('one has gone'))
  await expect(first).rejects.toThrow('one has gone')
  expect(stopped).toBe(false)
  two.abort(new Error('two has gone'))
  await expect(second).rejects.toThrow('two has gone')
  expect(stopped).toBe(true)
  // Whoever comes now does not get what was stopped.
  expect(await share.run('a', never, async () => 'fresh')).toBe('fresh')
})

it('gives a failure to all who wait, and does not keep it', async () => {
  const share = createShare<string>()
  const fail = () => Promise.reject(new Error('down'))
  const outcomes = await Promise.allSettled([share.run('a', never, fail), share.run('a', never, fail)])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await share.run('a', never, async () => 'up')).toBe('up')
})

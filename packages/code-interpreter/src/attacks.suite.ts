import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Attack, attacks, prelude, representative } from './attacks.cases.ts'
import type { BackendName } from './engine/backend.ts'
import type { Outcome } from './engine/outcome.ts'
import { printable } from './printable.ts'
import { available, type Bench, openBench, processesBelow } from './testing.ts'

const token = `TOKEN-${crypto.randomUUID()}`
let folder = ''
let contacts = 0
const servers: Server[] = []
let port = 0

const listen = (where: number | string) =>
  new Promise<Server>((resolve) => {
    const server = createServer((socket) => {
      contacts += 1
      socket.on('error', () => {})
      socket.end(token)
    })
    servers.push(server)
    server.listen(typeof where === 'number' ? { port: where, host: '127.0.0.1' } : { path: where }, () =>
      resolve(server),
    )
  })

function program({ code }: Attack): string {
  const values = {
    file: join(folder, 'secret.txt'),
    socket: join(folder, 'host.sock'),
    port: String(port),
    abstract: `sensorium-${token}`,
  }
  return prelude + code.replace(/\{(file|socket|port|abstract)\}/g, (_, name: keyof typeof values) => values[name])
}

/** Everything of an outcome that would reach a reader. */
function told(outcome: Outcome): string {
  const texts = outcome.displays.map((display) => ('text' in display ? display.text : ''))
  const files = outcome.taken.map((file) => ('data' in file ? Buffer.from(file.data, 'base64').toString() : file.fault))
  return [outcome.stdout.text, outcome.stderr.text, outcome.error?.text, ...texts, ...files].join('\n')
}

const applies = (attack: Attack, backend: BackendName) =>
  attack.on === undefined || attack.on === backend || (attack.on === 'native' && backend !== 'pyodide')

/** Runs the programs that are meant for `backend` in one session of it, then looks at the host. */
export async function attack(backend: BackendName, which: 'all' | 'representative'): Promise<void> {
  const missing = await available(backend)
  const meant = attacks.filter((attack) => applies(attack, backend))
  const chosen = which === 'all' ? meant : meant.filter(({ name }) => representative.includes(name))
  describe.skipIf(missing)(`hostile programs in ${backend}${missing ? ` (${missing})` : ''}`, () => {
    let bench: Bench
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sensorium-attacked-'))
      await writeFile(join(folder, 'secret.txt'), token)
      vi.stubEnv('SENSORIUM_TEST_SECRET', token)
      const address = (await listen(0)).address()
      port = typeof address === 'object' && address ? address.port : 0
      await listen(join(folder, 'host.sock'))
      await listen(`\0sensorium-${token}`)
    })
    afterAll(async () => {
      for (const server of servers) server.close()
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true, force: true })
    })
    let session: string | undefined
    const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('sensorium-gvisor-'))
    let before: string[] = []
    beforeAll(async () => {
      before = await leftovers()
      bench = await openBench({ backend, memoryMb: 512, diskMb: 64 })
    }, 120_000)
    afterAll(() => bench.close())

    it.each(chosen)('$name', { timeout: 120_000 }, async (attack) => {
      const { name, ended = ['ok', 'error', 'exit'], says, timeout = 10, take = [] } = attack
      const ran = await bench.run(program(attack), { session, timeoutMs: timeout * 1_000, take })
      session = ran.session
      const { outcome } = ran
      const text = told(outcome)
      expect(ended, `${name}: ${text.slice(0, 500)}`).toContain(outcome.ended)
      expect(text).not.toContain('BROKE')
      expect(text.replaceAll(folder, '')).not.toContain(token)
      expect(['\u001b', '\u009b', '\u202e'].filter((mark) => printable(text).includes(mark))).toEqual([])
      expect(text.length).toBeLessThan(25_000)
      if (says) expect(text).toContain(says)

      const after = await bench.run('import builtins\nprint(40 + 2)', { session, timeoutMs: 10_000 })
      expect(after.outcome.stdout.text, `after ${name}: ${told(after.outcome)}`).toBe('42\n')
    })

    const left = meant.length - chosen.length
    if (left > 0) it.skip(`${left} more programs, run with SENSORIUM_TEST_ALL=1`)

    it('leaves the host as it was', async () => {
      await bench.close()
      expect(contacts).toBe(0)
      expect(await readFile(join(folder, 'secret.txt'), 'utf8')).toBe(token)
      expect((await readdir(folder)).sort()).toEqual(['host.sock', 'secret.txt'])
      expect(processesBelow(process.pid).filter((line) => /bwrap|runsc|deno|python/.test(line))).toEqual([])
      expect((await leftovers()).filter((name) => !before.includes(name))).toEqual([])
    })
  })
}

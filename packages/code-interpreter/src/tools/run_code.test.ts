import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectedClient, connect } from '@sensorium/kit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeInterpreter } from '../index.ts'
import { available } from '../testing.ts'

interface Answer {
  readonly text: string
  readonly pictures: readonly Buffer[]
  readonly failed: boolean
  readonly session: string
}

async function call({ client }: ConnectedClient, args: Record<string, unknown>): Promise<Answer> {
  const result = await client.callTool({ name: 'run_code', arguments: args })
  const blocks = Array.isArray(result.content) ? result.content : []
  const text = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
  const pictures = blocks.flatMap((block) => (block.type === 'image' ? [Buffer.from(block.data, 'base64')] : []))
  return { text, pictures, failed: result.isError === true, session: /session_id: (\S+)/.exec(text)?.[1] ?? '' }
}

const missing = await available('bubblewrap')
describe.skipIf(missing)(`run_code${missing ? ` (${missing})` : ''}`, () => {
  let server: ConnectedClient
  beforeAll(async () => {
    server = await connect(codeInterpreter, { env: { SENSORIUM_CODE_BACKEND: 'bubblewrap', SENSORIUM_CODE_WARM: '0' } })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('computes exactly', async () => {
    const { text } = await call(server, { code: '123**21' })
    expect(text).toContain('77269364466549865653073473388030061522211723')
  })

  it('keeps variables, imports and files in a session and nothing between sessions', async () => {
    const first = await call(server, { code: 'import math\nx = 6\nopen("a.txt", "w").write("kept")' })
    expect(first.text).toContain('a.txt (4 B)')
    const again = await call(server, { code: 'math.pi > 3, x * 7, open("a.txt").read()', session_id: first.session })
    expect(again.text).toContain("(True, 42, 'kept')")
    expect(again.session).toBe(first.session)
    const other = await call(server, { code: 'x' })
    expect(other.text).toContain("NameError: name 'x' is not defined")
    expect(other.session).not.toBe(first.session)
  })

  it('separates value, stdout, stderr and the traceback of the user’s own frames', async () => {
    const code = 'import sys, json\nprint("out")\nprint("err", file=sys.stderr)\ndef f(): return json.loads("{")\nf()'
    const { text, failed } = await call(server, { code })
    expect(failed).toBe(false)
    expect(text).toContain('stdout:\n```\nout\n```')
    expect(text).toContain('stderr:\n```\nerr\n```')
    expect(text).toContain('File "<cell 1>", line 4, in f')
    expect(text).toMatch(/\[\d frames of libraries, the last at .*decoder\.py/)
    expect(text).not.toContain('sensorium')
    expect(text).toContain('The session is intact.')
  })

  it('takes files in and sends files back', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
    const { text, pictures } = await call(server, {
      code: 'print(open("in/data.csv").read().upper())\nopen("out.txt", "w").write("hello")',
      files: { 'in/data.csv': 'a,b', 'dot.png': `data:image/png;base64,${png}` },
      return_files: ['out.txt', 'dot.png', 'absent'],
    })
    expect(text).toContain('A,B')
    expect(text).toContain('out.txt:\n```\nhello\n```')
    expect(text).toContain('absent: not returned (No such file or directory)')
    expect(pictures.map((bytes) => bytes.toString('base64'))).toEqual([png])
  })

  it.each(['../x', '/etc/x', 'a//b', 'a\\b', '', 'x\u0000'])('refuses the file name %j', async (name) => {
    const { text, failed } = await call(server, { code: '1', files: { [name]: '' } })
    expect(failed).toBe(true)
    expect(text).toContain('invalid_input')
  })

  it('says what was cut and keeps it in the session', async () => {
    const { text, session } = await call(server, { code: 'for i in range(20000): print("line", i)' })
    expect(text.length).toBeLessThan(20_001)
    expect(text).toContain('characters cut here')
    expect(text).toContain('line 19999')
    expect(text).toContain("whole in the session's file output-1-stdout.txt")
    const rest = await call(server, {
      code: 'len(open("output-1-stdout.txt").read().split("\\n"))',
      session_id: session,
    })
    expect(rest.text).toContain('20001')
  })

  it('tells that a time limit ended the code and that the session lives', async () => {
    const { text, session } = await call(server, { code: 'y = 1\nwhile True: pass', timeout: 1 })
    expect(text).toContain('time limit of 1 s')
    expect(text).toContain('The session is intact.')
    expect((await call(server, { code: 'y', session_id: session })).text).toContain('```\n1\n```')
  })

  it('tells that a crash lost the variables but kept the files', async () => {
    const { text, session } = await call(server, { code: 'z = 1\nopen("f", "w").write("f")\nimport os; os.abort()' })
    expect(text).toContain('variables and imports are gone')
    expect(text).toContain('signal 6')
    const after = await call(server, { code: 'print(open("f").read())\nz', session_id: session })
    expect(after.text).toContain("NameError: name 'z'")
    expect(after.text).toContain('```\nf\n```')
  })

  it('names the backend and the active limits when a session opens', async () => {
    const { text } = await call(server, { code: '1' })
    expect(text).toMatch(/bubblewrap sandbox: no network, read-only system, .*memory 1024 MB.*64 processes/)
  })

  it('does not know sessions of another caller', async () => {
    const { session } = await call(server, { code: 'secret = 1' })
    await using other = await connect(codeInterpreter, {
      env: { SENSORIUM_CODE_BACKEND: 'bubblewrap', SENSORIUM_CODE_WARM: '0' },
    })
    const { text, failed } = await call(other, { code: 'secret', session_id: session })
    expect(failed).toBe(true)
    expect(text).toContain('not_found')
  })

  it('shows a folder of the host at /data, and changes it only where that is allowed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sensorium-share-'))
    await writeFile(join(folder, 'in.txt'), 'from the host')
    try {
      for (const writable of [false, true]) {
        const env = {
          SENSORIUM_CODE_BACKEND: 'bubblewrap',
          SENSORIUM_CODE_WARM: '0',
          SENSORIUM_CODE_FOLDER: folder,
          SENSORIUM_CODE_FOLDER_WRITABLE: String(writable),
        }
        const code = 'print(open("/data/in.txt").read())\nopen("/data/in.txt", "w").write("changed")'
        await using local = await connect(codeInterpreter, { env })
        if (process.getuid?.() === 0) {
          const { execFileSync } = await import('node:child_process')
          execFileSync('chown', ['-R', '65534:65534', folder])
        }
        expect((await call(local, { code })).text).toContain('from the host')
        expect(await readFile(join(folder, 'in.txt'), 'utf8')).toBe(writable ? 'changed' : 'from the host')
        await using remote = await connect(codeInterpreter, { env, identity: { principal: 'key', local: false } })
        expect((await call(remote, { code: 'import os; os.path.exists("/data")' })).text).toContain('False')
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe.skipIf(missing)('run_code without a sandbox', () => {
  it('is refused over HTTP and named honestly on stdio', async () => {
    const env = {
      SENSORIUM_CODE_BACKEND: 'unsandboxed',
      SENSORIUM_DANGEROUSLY_RUN_WITHOUT_SANDBOX: 'true',
      SENSORIUM_CODE_WARM: '0',
    }
    await using remote = await connect(codeInterpreter, { env, identity: { principal: 'key', local: false } })
    expect((await call(remote, { code: '1' })).text).toContain('not over HTTP')
    await using local = await connect(codeInterpreter, { env })
    expect((await call(local, { code: '40 + 2' })).text).toMatch(/42[\s\S]*NO SANDBOX/)
  })

  it('is never chosen without its flag', async () => {
    await using server = await connect(codeInterpreter, { env: { SENSORIUM_CODE_BACKEND: 'unsandboxed' } })
    const { text, failed } = await call(server, { code: '1' })
    expect(failed).toBe(true)
    expect(text).toContain('dangerouslyRunWithoutSandbox')
  })
})

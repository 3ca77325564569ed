// Runs in Deno with no rights but to read Pyodide's own files. The main thread speaks frames with the host and watches
// over a worker that holds Python, since Python cannot be interrupted from its own thread.

const GRACE_MS = 1_000
const LOST = 'Its WebAssembly memory, with variables and files, is gone.'

let worker
let interrupt
let running
let first
let ready
let snapshot

function send(message) {
  const body = new TextEncoder().encode(JSON.stringify(message))
  const frame = new Uint8Array(4 + body.length)
  new DataView(frame.buffer).setUint32(0, body.length)
  frame.set(body, 4)
  for (let sent = 0; sent < frame.length; ) sent += Deno.stdout.writeSync(frame.subarray(sent))
}

async function* frames() {
  let held = new Uint8Array(0)
  for await (const chunk of Deno.stdin.readable) {
    const joined = new Uint8Array(held.length + chunk.length)
    joined.set(held)
    joined.set(chunk, held.length)
    held = joined
    while (held.length >= 4) {
      const size = new DataView(held.buffer, held.byteOffset).getUint32(0)
      if (held.length < 4 + size) break
      yield JSON.parse(new TextDecoder().decode(held.subarray(4, 4 + size)))
      held = held.slice(4 + size)
    }
  }
}

/** Starts a fresh Python; resolves when it can run code. */
function start() {
  interrupt = new Uint8Array(new SharedArrayBuffer(1))
  worker = new Worker(new URL('./pyodide-worker.mjs', import.meta.url), { type: 'module' })
  const fresh = worker
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data?.type === 'ready' && worker === fresh) {
        snapshot ??= data.snapshot
        resolve()
      } else if (data?.type === 'report' && worker === fresh) finish(data.report)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      if (!running?.timer) Deno.exit(1)
      if (worker === fresh) lose('died', `The interpreter crashed: ${String(event.message).slice(0, 500)}`)
    }
    worker.postMessage({ pyodide: first.pyodide, sources: first.sources, interrupt, snapshot })
  })
}

function settle() {
  clearTimeout(running.timer)
  clearTimeout(running.grace)
  const { request, stopping, started } = running
  running = undefined
  return { request, stopping, started }
}

function finish(report) {
  if (!running) return
  const { stopping } = settle()
  const result = JSON.parse(report)
  send(stopping && result.ended === 'interrupted' ? { ...result, ended: stopping } : result)
}

/** Reports a Python that is gone and starts another, for which the next cell waits. */
function lose(ended, text) {
  worker.terminate()
  const { request, stopping, started } = settle()
  const none = { text: '', total: 0 }
  const seconds = (performance.now() - started) / 1000
  const lost = { lost: true, replaced: true, error: { text: `${text} ${LOST}` }, displays: [], files: [], memory: 0 }
  const result = { type: 'result', cell: request.cell, ended: stopping ?? ended, stdout: none, stderr: none, seconds }
  ready = start()
  send({ ...result, ...lost })
}

function stop(why) {
  if (!running || running.stopping) return
  running.stopping = why
  Atomics.store(interrupt, 0, 2)
  running.grace = setTimeout(() => lose(why, 'The code did not stop when interrupted.'), GRACE_MS)
}

async function begin(request) {
  running = { request, started: performance.now() }
  await ready
  running.started = performance.now()
  running.timer = setTimeout(() => stop('timeout'), request.timeout * 1000)
  Atomics.store(interrupt, 0, 0)
  worker.postMessage({ run: JSON.stringify(request) })
}

for await (const message of frames()) {
  if (!first) {
    first = message
    ready = start()
    await ready
    send({ type: 'ready' })
  } else if (message.type === 'run') void begin(message)
  else if (message.type === 'interrupt') stop('cancelled')
}
Deno.exit(0)

// Holds Python as WebAssembly. Code in it can reach all of JavaScript here: Deno's rights are the wall, not this file.

let run

self.onmessage = async ({ data }) => {
  if (data.run !== undefined) {
    self.postMessage({ type: 'report', report: run(data.run) })
    return
  }
  const { loadPyodide } = await import(new URL('pyodide.mjs', data.pyodide).href)
  const indexURL = new URL('.', data.pyodide).pathname
  // A snapshot of the memory after start-up makes every later start several times faster.
  const pyodide = await loadPyodide(
    data.snapshot ? { indexURL, _loadSnapshot: data.snapshot } : { indexURL, _makeSnapshot: true },
  )
  const snapshot = data.snapshot ? undefined : pyodide.makeMemorySnapshot()
  pyodide.setInterruptBuffer(data.interrupt)
  const scope = pyodide.toPy({})
  const { boot, ...sources } = data.sources
  pyodide.runPython(boot, { globals: scope })
  scope.get('install')(pyodide.toPy(sources))
  pyodide.runPython('from sensorium import wasm\nwasm.prepare()', { globals: scope })
  run = pyodide.runPython('wasm.run', { globals: scope })
  self.postMessage({ type: 'ready', snapshot })
}

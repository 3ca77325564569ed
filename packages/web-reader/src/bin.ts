#!/usr/bin/env node
process.getBuiltinModule?.('node:module').enableCompileCache()
const [{ processTerminal, runServer }, { toolset }] = await Promise.all([
  import('@sensorium/kit'),
  import('./index.ts'),
])
process.exitCode = await runServer(toolset, processTerminal())

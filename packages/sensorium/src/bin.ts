#!/usr/bin/env node
process.getBuiltinModule?.('node:module').enableCompileCache()
const { main } = await import('./main.ts')
process.exitCode = await main()

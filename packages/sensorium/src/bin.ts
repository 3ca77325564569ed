#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

enableCompileCache()
const [{ processTerminal }, { main }] = await Promise.all([import('@sensorium/kit'), import('./main.ts')])
process.exitCode = await main(processTerminal())

#!/usr/bin/env node
process.getBuiltinModule?.('node:module').enableCompileCache()
const [{ processTerminal }, { main }] = await Promise.all([import('@sensorium/kit'), import('./main.ts')])
process.exitCode = await main(processTerminal(), isInteractive())

/** Whether somebody can be asked: a terminal at both ends, and one with room for a question. */
function isInteractive(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.stdout.columns > 0
}

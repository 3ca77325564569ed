import { spawn } from 'node:child_process'
import { buildIfStale, sensoriumBin } from './workspace.ts'

await buildIfStale()
const child = spawn(process.execPath, [sensoriumBin, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})

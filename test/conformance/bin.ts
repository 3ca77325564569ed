import { processTerminal, runServer } from '@sensorium/kit'
import { toolset } from './toolset.ts'

process.exitCode = await runServer(toolset, processTerminal())

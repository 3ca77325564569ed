import { type ExitCode, processTerminal, runServer } from '@sensorium/kit'
import { toolset } from './index.ts'

/** This server's command line, in a file of its own so that the compile cache is on before anything loads. */
export const main = (): Promise<ExitCode> => runServer(toolset, processTerminal())

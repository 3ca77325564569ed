import { claudeCode } from './agents/claude-code.ts'
import { cline } from './agents/cline.ts'
import { codex } from './agents/codex.ts'
import { droid } from './agents/droid.ts'
import { geminiCli } from './agents/gemini-cli.ts'
import { inspector } from './agents/inspector.ts'
import { kiloCode } from './agents/kilo-code.ts'
import { mcporter } from './agents/mcporter.ts'
import { opencode } from './agents/opencode.ts'
import { qwenCode } from './agents/qwen-code.ts'
import type { RealClient } from './real-client.ts'

/** Every client that is tried, in the order of the table. */
export const realClients: readonly RealClient[] = [
  claudeCode,
  cline,
  opencode,
  codex,
  geminiCli,
  qwenCode,
  kiloCode,
  droid,
  mcporter,
  inspector,
]

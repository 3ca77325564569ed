import { claudeCode } from './claude-code.ts'
import type { Client } from './client.ts'
import { cline } from './cline.ts'
import { codex } from './codex.ts'
import { crush } from './crush.ts'
import { cursor } from './cursor.ts'
import { droid } from './droid.ts'
import { geminiCli } from './gemini-cli.ts'
import { goose } from './goose.ts'
import { kiloCode } from './kilo-code.ts'
import { opencode } from './opencode.ts'
import { qwenCode } from './qwen-code.ts'
import { rooCode } from './roo-code.ts'
import { vsCode } from './vs-code.ts'

/** Every client that can be configured; the one list of commands, printed lines and docs. */
export const clients: readonly Client[] = [
  claudeCode,
  cline,
  opencode,
  crush,
  codex,
  geminiCli,
  qwenCode,
  goose,
  rooCode,
  kiloCode,
  cursor,
  vsCode,
  droid,
]

import { join } from 'node:path'
import type { Client } from './client.ts'
import { geminiCli } from './gemini-cli.ts'

export const qwenCode: Client = {
  ...geminiCli,
  id: 'qwen-code',
  title: 'Qwen Code',
  files: {
    user: ({ home }) => [join(home, '.qwen', 'settings.json')],
    project: ({ directory }) => [join(directory, '.qwen', 'settings.json')],
  },
  program: 'qwen',
  traces: ({ home }) => [join(home, '.qwen')],
}

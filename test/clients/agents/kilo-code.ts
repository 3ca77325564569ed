import { openCodeLike } from './opencode.ts'

/** kilo.ai/docs: using MCP in Kilo Code. */
export const kiloCode = openCodeLike('kilo-code', '.config/kilo/kilo.jsonc', ['--auto'])

import { geminiLike } from './gemini-cli.ts'

/** qwenlm.github.io/qwen-code-docs: MCP servers. */
export const qwenCode = geminiLike('qwen-code', '.qwen', 'openai', (url) => ({
  env: { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `${url}/v1`, OPENAI_MODEL: 'scripted' },
}))

import { defineTool, defineToolset, image, type ToolContext, ToolError } from '@sensorium/kit'
import { z } from 'zod'
import { png } from './media.ts'

const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }
const nothing = z.object({})
const output = z.object({ text: z.string() })

function simple(name: string, description: string, run: (ctx: ToolContext<undefined>) => Promise<string>) {
  return defineTool({
    name,
    title: name,
    description,
    input: nothing,
    output,
    response: 'text',
    annotations,
    examples: [{ title: 'call', input: {} }],
    handler: async (_input: object, ctx: ToolContext<undefined>) => ({ text: await run(ctx) }),
    render: (result) => result.text,
  })
}

const picture = defineTool({
  ...simple('test_image_content', 'Returns an image.', async () => ''),
  render: () => [image(Buffer.from(png, 'base64'), 'image/png')],
})

/** The diagnostic tools that the conformance suite calls, as far as a server of tools can have them. */
export const toolset = defineToolset({
  name: 'conformance',
  title: 'Conformance',
  version: '1.0.0',
  paths: ['conformance'],
  instructions: 'Diagnostic tools of the conformance suite.',
  config: z.object({}),
  tools: [
    simple('test_simple_text', 'Returns text.', async () => 'This is a simple text response for testing.'),
    simple('test_error_handling', 'Fails.', async () => {
      throw new ToolError('unavailable', 'This tool intentionally returns an error for testing')
    }),
    simple('test_tool_with_progress', 'Reports progress.', async ({ progress }) => {
      for (const done of [0, 50, 100]) {
        progress(done, 100)
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
      return 'done'
    }),
    simple('test_streaming_elicitation', 'Asks nobody anything.', async ({ progress }) => {
      progress(1)
      return 'done'
    }),
    simple('test_logging_tool', 'Logs to stderr only.', async ({ log }) => {
      log.info('logging-tool')
      return 'done'
    }),
    picture,
  ],
  open: async () => undefined,
})

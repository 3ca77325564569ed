import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { imageSource, visionTool } from '../tool-parts.ts'

const tasks = {
  code: `Write the front-end code that reproduces this UI.
- One self-contained file, semantic HTML with CSS (flex and grid), unless the request names a framework; then follow its conventions.
- Match structure, proportions, spacing, colours (hex), font sizes and weights, radii, borders, shadows, and the state each control is in.
- Use the real texts. Pictures become placeholders of the right size with alt text, icons inline SVG.
- Name repeated values once (custom properties). Landmarks, labels and contrast must be accessible; the layout must survive narrow screens.
Answer with the code in one block, then at most five lines: what could not be determined and what you chose.`,

  prompt: `Write the prompt from which another model could rebuild this UI without seeing it.
Cover, in this order: purpose and user; layout tree from the outside in, with sizes; every component with its content, variant and state; exact texts; colours (hex), typography, spacing, radii, shadows; behaviour that is visible or clearly implied; acceptance criteria that can be checked.
Answer with the prompt alone, ready to be pasted.`,

  spec: `Write the design specification of this UI in Markdown.
1. Purpose, in two sentences. 2. Layout: regions, grid, measures in px, what scrolls. 3. Components: table of name, variant, size, state, content. 4. Tokens: tables of colours (hex, where used), typography, spacing, radii, shadows. 5. Texts, exactly. 6. Behaviour and breakpoints; mark what is inferred. 7. Accessibility: roles, focus order, contrast that looks too low. 8. Open questions.`,

  description: `Describe this UI for someone who cannot see it.
Say what screen it is and what it is for; then its regions from top to bottom and left to right, with every control, its label and its state; then the visual style; then whatever looks broken, cut off, misaligned or inconsistent.`,
} as const

export const ui_to_artifact = defineTool({
  ...visionTool,
  name: 'ui_to_artifact',
  title: 'UI to artifact',
  description:
    'Turn a screenshot of a user interface into front-end code, a prompt that rebuilds it, a design specification or a description. To compare two screenshots use ui_diff_check.',
  input: z.object({
    image_source: imageSource,
    output_type: z.enum(['code', 'prompt', 'spec', 'description']).describe('What to make of it'),
    prompt: z.string().describe('Framework, constraints, what matters'),
  }),
  examples: [
    {
      title: 'Code from a screenshot',
      input: {
        image_source: './login.png',
        output_type: 'code',
        prompt: 'React with Tailwind CSS; only the card in the middle',
      },
    },
  ],
  handler: async ({ image_source, output_type, prompt }, ctx: ToolContext<VisionDeps>) =>
    (await ctx.deps.sight()).look({ source: image_source, task: tasks[output_type], prompt, effort: 'reason' }, ctx),
})

import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { imageSource, visionTool } from '../tool-parts.ts'

const task = `Explain the diagram so that someone could build or change what it shows.
1. **Kind and subject**: notation, level of detail, what system, in two sentences.
2. **Elements**: table of name (exact label), kind (by its shape or the legend), what it does, what contains it.
3. **Relations**: every arrow as "from → to: label", with its direction, line style and cardinality; say when an end or a direction is unclear.
4. **Flow**: the main path step by step, then branches, loops and failures.
5. **Mermaid**: the diagram again, complete, in the fitting Mermaid type, with the same labels.
6. **Remarks**: contradictions, dangling elements, single points of failure, missing legend. Keep what is drawn apart from what you conclude.`

export const understand_technical_diagram = defineTool({
  ...visionTool,
  name: 'understand_technical_diagram',
  title: 'Understand technical diagram',
  description:
    'Explain a technical diagram: architecture, flowchart, UML, entity-relationship, sequence, network, and give it as Mermaid. For charts of data use analyze_data_visualization.',
  input: z.object({
    image_source: imageSource,
    prompt: z.string().describe('What to find out'),
    diagram_type: z.string().optional().describe('Its kind, if known'),
  }),
  examples: [
    {
      title: 'An architecture',
      input: {
        image_source: 'docs/system.svg',
        prompt: 'How does a request reach the database?',
        diagram_type: 'architecture',
      },
    },
  ],
  handler: async ({ image_source, prompt, diagram_type }, ctx: ToolContext<VisionDeps>) => {
    const hint = diagram_type === undefined ? '' : `\nIt is a diagram of kind: ${diagram_type}`
    return (await ctx.deps.sight()).look(
      { source: image_source, task: `${task}${hint}`, prompt, effort: 'reason' },
      ctx,
    )
  },
})

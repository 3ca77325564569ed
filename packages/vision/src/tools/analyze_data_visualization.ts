import { defineTool, type ToolContext } from '@sensorium/kit'
import { z } from 'zod'
import type { VisionDeps } from '../deps.ts'
import { imageSource, visionTool } from '../tool-parts.ts'

const task = `Read the chart or dashboard.
1. **What it shows**: title, kind of chart, axes with units and ranges, scale (linear, log, cut off), legend, source, time span, exactly as written.
2. **Values**: a table for each series. Printed values exactly; values read off the axis with ≈ and as fine as the grid allows, never finer.
3. **Findings**: the answer to the request first; then trends, turning points, extremes, outliers, comparisons, each with its numbers.
4. **Caution**: cut axes, double axes, missing units, small samples, overplotting, whatever makes it look other than it is.
A dashboard: panel by panel, then what they say together. Correlation is not called cause.`

export const analyze_data_visualization = defineTool({
  ...visionTool,
  name: 'analyze_data_visualization',
  title: 'Analyze data visualization',
  description:
    'Read a chart, graph or dashboard: values, trends, outliers, and whether the drawing misleads. For diagrams without data use understand_technical_diagram.',
  input: z.object({
    image_source: imageSource,
    prompt: z.string().describe('What to find out'),
    analysis_focus: z.string().optional().describe('What to concentrate on'),
  }),
  examples: [
    {
      title: 'A dashboard',
      input: { image_source: 'grafana.png', prompt: 'Is the service healthy?', analysis_focus: 'latency' },
    },
  ],
  handler: async ({ image_source, prompt, analysis_focus }, ctx: ToolContext<VisionDeps>) => {
    const hint = analysis_focus === undefined ? '' : `\nConcentrate on: ${analysis_focus}`
    return (await ctx.deps.sight()).look(
      { source: image_source, task: `${task}${hint}`, prompt, effort: 'reason' },
      ctx,
    )
  },
})

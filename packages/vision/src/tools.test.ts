import { readdir } from 'node:fs/promises'
import { connect } from '@sensorium/kit/testing'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { toolset } from './index.ts'

it('lists the tools of the contract, and accepts the other names of two', () => {
  expect(toolset.tools.map(({ name }) => name)).toEqual([
    'ui_to_artifact',
    'extract_text_from_screenshot',
    'diagnose_error_screenshot',
    'understand_technical_diagram',
    'analyze_data_visualization',
    'ui_diff_check',
    'image_analysis',
    'video_analysis',
    'parse_document',
  ])
  expect(toolset.tools.flatMap(({ aliases = [] }) => aliases)).toEqual(['analyze_image', 'analyze_video'])
})

it.each([
  ['ui_to_artifact', ['image_source', 'output_type', 'prompt'], []],
  ['extract_text_from_screenshot', ['image_source', 'prompt'], ['programming_language']],
  ['diagnose_error_screenshot', ['image_source', 'prompt'], ['context']],
  ['understand_technical_diagram', ['image_source', 'prompt'], ['diagram_type']],
  ['analyze_data_visualization', ['image_source', 'prompt'], ['analysis_focus']],
  ['ui_diff_check', ['expected_image_source', 'actual_image_source', 'prompt'], []],
  ['image_analysis', ['image_source', 'prompt'], []],
  ['video_analysis', ['video_source', 'prompt'], []],
])('takes exactly the parameters of %s', (name, required, optional) => {
  const tool = toolset.tools.find((one) => one.name === name)
  const schema = z.toJSONSchema(tool?.input, { io: 'input' })
  expect(schema.required).toEqual(required)
  expect(Object.keys(schema.properties ?? {})).toEqual([...required, ...optional])
})

it('lists itself in less than 6 kB', async () => {
  await using connected = await connect(toolset)
  expect(Buffer.byteLength(JSON.stringify(await connected.client.listTools()))).toBeLessThan(6000)
})

it('keeps one file for each tool, named after it, and examples that parse', async () => {
  const files = await readdir(new URL('tools', import.meta.url))
  expect(files.sort()).toEqual(toolset.tools.map(({ name }) => `${name}.ts`).sort())
  for (const tool of toolset.tools) for (const { input } of tool.examples) tool.input.parse(input)
})

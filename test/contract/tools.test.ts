import { type AnyToolset, fieldsOf, listTool } from '@sensorium/kit'
import { toolsets } from 'sensorium/toolsets'
import { describe, expect, it } from 'vitest'

const all: AnyToolset[] = await Promise.all(Object.values(toolsets).map(async (load) => (await load()).toolset))

describe.each(all.map((toolset) => [toolset.name, toolset] as const))('%s', (name, toolset) => {
  const tools = toolset.tools.map((tool) => [tool.name, tool] as const)

  it('stands in the suite under its own name', () => {
    expect(Object.keys(toolsets)).toContain(name)
  })

  it('lists its tools within 6 KB and introduces itself within 600 characters', () => {
    expect(JSON.stringify(toolset.tools.map(listTool)).length).toBeLessThan(6 * 1024)
    expect(toolset.instructions.length).toBeLessThanOrEqual(600)
  })

  it('describes every setting', () => {
    expect(
      fieldsOf(toolset.config)
        .filter(({ description }) => description === '')
        .map(({ key }) => key),
    ).toEqual([])
  })

  it.each(tools)('%s keeps its listed form', async (_name, tool) => {
    await expect(`${JSON.stringify(listTool(tool), null, 2)}\n`).toMatchFileSnapshot(`snapshots/${tool.name}.json`)
  })

  it.each(tools)('%s has an input that weak clients can read: described, flat, without unions', (_name, tool) => {
    const schema = JSON.stringify(listTool(tool).inputSchema)
    for (const word of ['anyOf', 'oneOf', 'allOf', '$ref', 'propertyNames']) expect(schema).not.toContain(`"${word}"`)
    expect(
      fieldsOf(tool.input)
        .filter(({ description }) => description === '')
        .map(({ key }) => key),
    ).toEqual([])
  })

  it.each(tools)('%s has examples that parse', (_name, tool) => {
    for (const { input } of tool.examples) expect(tool.input.safeParse(input).success).toBe(true)
  })

  it.each(tools)('%s says when to use it in at most 1,024 characters, its first sentence findable', (_name, tool) => {
    expect(tool.description.length).toBeLessThanOrEqual(1_024)
    expect(tool.description.indexOf('.')).toBeLessThanOrEqual(200)
  })
})

describe('the suite', () => {
  it('lists all tools within 20 KB, no name or path twice', () => {
    const listed = all.flatMap((toolset) => toolset.tools.map(listTool))
    expect(JSON.stringify(listed).length).toBeLessThan(20 * 1024)
    const names = all.flatMap((toolset) => toolset.tools.flatMap((tool) => [tool.name, ...(tool.aliases ?? [])]))
    expect(new Set(names).size).toBe(names.length)
    const paths = all.flatMap((toolset) => toolset.paths)
    expect(new Set(paths).size).toBe(paths.length)
  })
})

import { z } from 'zod'
import type { Answer, Dialect, ShownResult } from './dialect.ts'

const part = z.looseObject({
  functionResponse: z
    .looseObject({
      name: z.string(),
      response: z.record(z.string(), z.unknown()),
      parts: z.array(z.unknown()).optional(),
    })
    .optional(),
  inlineData: z.looseObject({ mimeType: z.string() }).optional(),
})
const request = z.looseObject({
  contents: z.array(z.looseObject({ role: z.enum(['user', 'model']), parts: z.array(part) })).min(1),
  tools: z
    .array(
      z.looseObject({
        functionDeclarations: z
          .array(
            z.looseObject({
              name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$/),
              description: z.string().default(''),
              parameters: z.unknown().optional(),
              parametersJsonSchema: z.unknown().optional(),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
})

/** generateContent of Gemini (ai.google.dev/api/generate-content). */
export const gemini: Dialect = {
  path: /:(?:streamGenerateContent|generateContent)(?:\?|$)/,
  read: (body, path) => {
    const { contents, tools } = request.parse(body)
    const declarations = tools.flatMap(({ functionDeclarations }) => functionDeclarations)
    return {
      tools: declarations.map(({ name, description, parameters, parametersJsonSchema }) => ({
        name,
        description,
        schema: parametersJsonSchema ?? parameters,
      })),
      results: resultsOf(contents.flatMap(({ parts }) => parts)),
      stream: path.includes(':stream'),
    }
  },
  events: (answer, turn) => [{ data: whole(answer, turn) }],
  whole,
}

function whole(answer: Answer, turn: number) {
  const said =
    'say' in answer
      ? { text: answer.say }
      : { functionCall: { id: `call_${turn}`, name: answer.call, args: answer.input } }
  return {
    candidates: [{ index: 0, content: { role: 'model', parts: [said] }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
    modelVersion: 'scripted',
  }
}

/** Images stand in the response's own parts or as data right behind it. */
function resultsOf(parts: readonly z.infer<typeof part>[]): ShownResult[] {
  const results: { text: string; images: number }[] = []
  for (const { functionResponse, inlineData } of parts) {
    const last = results.at(-1)
    if (functionResponse !== undefined) {
      const { response, parts: own = [] } = functionResponse
      const text = typeof response['output'] === 'string' ? response['output'] : JSON.stringify(response)
      results.push({ text, images: own.length })
    } else if (inlineData !== undefined && last !== undefined) last.images += 1
  }
  return results
}

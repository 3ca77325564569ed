import { createHttp, createNetwork, ProviderError } from '@sensorium/provider'
import { z } from 'zod'

export interface EmbeddingSettings {
  /** Base URL of an OpenAI-compatible service, e.g. `http://localhost:11434/v1`. */
  readonly url: string
  readonly model: string
  readonly key?: string | undefined
  readonly proxy: { readonly httpsProxy?: string | undefined; readonly noProxy?: string | undefined }
}

/** Orders passages anew by what they mean. */
export interface Reranker {
  /**
   * Places in `passages`, best first: their nearness to the query counts half of their own order. Absent ones have only
   * their order. Throws ProviderErrors, and ZodErrors for an answer of another form.
   */
  readonly order: (query: string, passages: readonly (string | undefined)[], signal: AbortSignal) => Promise<number[]>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Files whose best passages are compared. */
export const candidates = 50
const deadlineMs = 2_000
/** Characters of each text: about 500 tokens, which every embedding model takes. */
const longest = 1_500
/** Texts of a request; some services take no more. */
const batch = 32
/** Reciprocal rank fusion's k: how slowly a place loses weight. */
const damping = 3
/** What nearness counts beside the own order: a good model lifts much, and one that knows nothing spoils little (README). */
const nearnessWeight = 0.5

const answer = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1).max(16_384) })),
})

/** Embeds query and passages, 32 a request and all within 2 seconds; nothing is stored. */
export function createReranker({ url, model, key, proxy }: EmbeddingSettings): Reranker {
  const network = createNetwork(
    proxy.httpsProxy === undefined ? {} : { proxy: { https: proxy.httpsProxy, except: proxy.noProxy } },
  )
  const http = createHttp({
    vendor: 'embeddings',
    network,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    secrets: key === undefined ? [] : [key],
    limits: { totalMs: deadlineMs, maxBytes: 16 * 1024 * 1024 },
    retry: { attempts: 1 },
  })
  const embed = async (input: readonly string[], signal: AbortSignal): Promise<readonly number[][]> => {
    const request = { url: `${url.replace(/\/+$/, '')}/embeddings`, json: { model, input, encoding_format: 'float' } }
    const { data } = answer.parse(await http.json(request, { signal }))
    const vectors = new Map(data.map(({ index, embedding }) => [index, embedding]))
    return input.map((_, at) => {
      const vector = vectors.get(at)
      if (vector === undefined) throw new ProviderError('malformed', 'embeddings', 'not one embedding a text')
      return vector
    })
  }
  return {
    async order(query, passages, signal) {
      const texts = passages.flatMap((text) => (text === undefined ? [] : text.slice(0, longest)))
      const input = [query.slice(0, longest), ...texts]
      const batches = Array.from({ length: Math.ceil(input.length / batch) }, (_, at) =>
        embed(input.slice(at * batch, (at + 1) * batch), signal),
      )
      const [asked = [], ...vectors] = (await Promise.all(batches)).flat()
      if (vectors.some(({ length }) => length !== asked.length)) {
        throw new ProviderError('malformed', 'embeddings', 'embeddings of different lengths')
      }
      return fuse(
        passages,
        vectors.map((vector) => cosine(asked, vector)),
      )
    },
    [Symbol.asyncDispose]: () => network.close(),
  }
}

/** Why an order could not be had; errors that are no one's answer are thrown on. */
export function rerankProblem(error: unknown): string {
  if (error instanceof z.ZodError) return 'Not ranked by meaning: the service did not answer with embeddings.'
  if (ProviderError.isInstance(error)) return `Not ranked by meaning: ${error.message}`
  throw error
}

function fuse(passages: readonly (string | undefined)[], near: readonly number[]): number[] {
  const byNearness = [...near.keys()].sort((a, b) => (near[b] ?? 0) - (near[a] ?? 0))
  const nearPlace = new Map(byNearness.map((passage, place) => [passage, place]))
  let embedded = 0
  const scores = passages.map((text, place) => {
    const other = text === undefined ? place : (nearPlace.get(embedded++) ?? place)
    return 1 / (damping + place) + nearnessWeight / (damping + other)
  })
  return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0)
  return dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1)
}

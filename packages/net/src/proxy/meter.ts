/** A stage of a pipeline that counts what passes and throws once the common budget is spent. */
export type Meter = () => (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

/** One budget of bytes over all streams that are metered by it. */
export function createMeter(budget: number, spent: () => Error): Meter {
  let left = budget
  return () =>
    async function* metered(source) {
      for await (const chunk of source) {
        left -= chunk.length
        if (left < 0) throw spent()
        yield chunk
      }
    }
}

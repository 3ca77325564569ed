/** One block with what was measured of it and whether people marked it as content. */
export interface Sample {
  readonly row: Float32Array
  readonly label: number
  readonly weight: number
}

export interface Model {
  bias: number
  trees: { splits: [number, number][]; leaves: number[] }[]
}

const bins = 32

/** A small generator with a seed: training twice gives the same model. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 4294967296
  }
}

/** Gradient boosting of oblivious trees on logistic loss, with histograms. */
export function boost(
  samples: readonly Sample[],
  { trees, depth, rate }: { trees: number; depth: number; rate: number },
): Model {
  const next = random(42)
  const features = samples[0]?.row.length ?? 0
  const thresholds = Array.from({ length: features }, (_, feature) => quantiles(samples, feature))
  const columns = thresholds.map((limits, feature) =>
    Uint8Array.from(samples, ({ row }) => binOf(limits, row[feature] ?? 0)),
  )
  const n = samples.length
  const score = new Float64Array(n)
  const weights = Float64Array.from(samples, ({ weight }) => weight)
  const labels = Float64Array.from(samples, ({ label }) => label)
  const gradient = new Float64Array(n)
  const hessian = new Float64Array(n)
  const model: Model = { bias: 0, trees: [] }
  const lambda = 20
  for (let round = 0; round < trees; round++) {
    for (let at = 0; at < n; at++) {
      const p = 1 / (1 + Math.exp(-(score[at] ?? 0)))
      const taken = next() < 0.7 ? (weights[at] ?? 0) : 0
      gradient[at] = taken * (p - (labels[at] ?? 0))
      hessian[at] = taken * p * (1 - p)
    }
    const chosen = thresholds
      .map((limits, feature) => (limits.length > 0 && next() < 0.4 ? feature : -1))
      .filter((feature) => feature >= 0)
    const leaf = new Uint8Array(n)
    const splits: [number, number][] = []
    for (let level = 0; level < depth; level++) {
      const leaves = 1 << level
      let best = { gain: Number.NEGATIVE_INFINITY, feature: -1, bin: 0 }
      for (const feature of chosen) {
        const column = columns[feature] ?? new Uint8Array()
        const sums = new Float64Array(leaves * bins * 2)
        for (let at = 0; at < n; at++) {
          const slot = ((leaf[at] ?? 0) * bins + (column[at] ?? 0)) * 2
          sums[slot] = (sums[slot] ?? 0) + (gradient[at] ?? 0)
          sums[slot + 1] = (sums[slot + 1] ?? 0) + (hessian[at] ?? 0)
        }
        const gains = new Float64Array(bins)
        for (let one = 0; one < leaves; one++) {
          let g = 0
          let h = 0
          for (let bin = 0; bin < bins; bin++) {
            g += sums[(one * bins + bin) * 2] ?? 0
            h += sums[(one * bins + bin) * 2 + 1] ?? 0
          }
          let gl = 0
          let hl = 0
          for (let bin = 0; bin < bins - 1; bin++) {
            gl += sums[(one * bins + bin) * 2] ?? 0
            hl += sums[(one * bins + bin) * 2 + 1] ?? 0
            gains[bin] = (gains[bin] ?? 0) + gl ** 2 / (hl + lambda) + (g - gl) ** 2 / (h - hl + lambda)
          }
        }
        for (let bin = 0; bin < (thresholds[feature]?.length ?? 0); bin++)
          if ((gains[bin] ?? 0) > best.gain) best = { gain: gains[bin] ?? 0, feature, bin }
      }
      if (best.feature < 0) break
      const column = columns[best.feature] ?? new Uint8Array()
      for (let at = 0; at < n; at++) if ((column[at] ?? 0) > best.bin) leaf[at] = (leaf[at] ?? 0) | (1 << level)
      splits.push([best.feature, thresholds[best.feature]?.[best.bin] ?? 0])
    }
    const g = new Float64Array(1 << depth)
    const h = new Float64Array(1 << depth)
    for (let at = 0; at < n; at++) {
      const one = leaf[at] ?? 0
      g[one] = (g[one] ?? 0) + (gradient[at] ?? 0)
      h[one] = (h[one] ?? 0) + (hessian[at] ?? 0)
    }
    const leaves = Array.from(g, (sum, one) => Math.round(1000 * ((-rate * sum) / ((h[one] ?? 0) + lambda))) / 1000)
    for (let at = 0; at < n; at++) score[at] = (score[at] ?? 0) + (leaves[leaf[at] ?? 0] ?? 0)
    model.trees.push({ splits, leaves })
  }
  return model
}

export function predictRow({ bias, trees }: Model, row: Float32Array): number {
  let sum = bias
  for (const { splits, leaves } of trees) {
    let leaf = 0
    splits.forEach(([feature, threshold], level) => {
      if ((row[feature] ?? 0) > threshold) leaf |= 1 << level
    })
    sum += leaves[leaf] ?? 0
  }
  return 1 / (1 + Math.exp(-sum))
}

function quantiles(samples: readonly Sample[], feature: number): number[] {
  const step = Math.max(1, Math.floor(samples.length / 20_000))
  const list = samples
    .filter((_, at) => at % step === 0)
    .map(({ row }) => row[feature] ?? 0)
    .sort((a, b) => a - b)
  const limits = new Set<number>()
  for (let bin = 1; bin < bins; bin++)
    limits.add(Number((list[Math.floor((bin * list.length) / bins)] ?? 0).toPrecision(4)))
  // A rare flag has no quantile of its own: every distinct small value is a limit too.
  const distinct = [...new Set(list)].slice(0, bins)
  if (distinct.length < bins) for (const value of distinct.slice(0, -1)) limits.add(value)
  return [...limits].sort((a, b) => a - b).slice(0, bins - 1)
}

function binOf(limits: readonly number[], value: number): number {
  let bin = 0
  while (bin < limits.length && value > (limits[bin] ?? 0)) bin++
  return bin
}

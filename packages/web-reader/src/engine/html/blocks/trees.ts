/** A boosted ensemble of oblivious trees: every level of a tree asks one question of all. */
export interface TreeModel {
  readonly bias: number
  readonly trees: readonly {
    /** Feature and threshold of each level; a greater value sets the level's bit. */
    readonly splits: readonly (readonly number[])[]
    /** Value of each leaf, by the bits of the answers. */
    readonly leaves: readonly number[]
  }[]
}

/** The probability that a row belongs to the positive class. */
export function predict({ bias, trees }: TreeModel, row: Float32Array): number {
  let sum = bias
  for (const { splits, leaves } of trees) {
    let leaf = 0
    for (let level = 0; level < splits.length; level++) {
      const split = splits[level]
      if (split !== undefined && (row[split[0] ?? 0] ?? 0) > (split[1] ?? 0)) leaf |= 1 << level
    }
    sum += leaves[leaf] ?? 0
  }
  return 1 / (1 + Math.exp(-sum))
}

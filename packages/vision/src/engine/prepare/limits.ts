/** What one request to a model may hold. Pictures are always sent as PNG or JPEG: no other encoding is legal everywhere. */
export interface Limits {
  /** Bytes of one picture before base64. */
  readonly imageBytes: number
  /** Longest and shortest side of a picture, in pixels. */
  readonly longest: number
  readonly shortest: number
  /** Long side over short side; above it models shrink the picture until its text is gone. */
  readonly ratio: number
  /** Pictures in one request, tiles and frames counted. */
  readonly images: number
  /** Bytes, before base64, of a video that is taken whole; 0 where the model takes none. */
  readonly videoBytes: number
}

interface ModelLimits extends Limits {
  readonly model: RegExp
}

/** The client's own model: base64 of a picture stays under 5 MB, which is what clients accept. */
const client: Limits = { imageBytes: 3_700_000, longest: 4096, shortest: 1, ratio: 3, images: 8, videoBytes: 0 }

/**
 * Limits by model name, first match wins.
 * GLM: CONTRACTS 2 (pictures under 5 MB, at most 6000 × 6000) and 1 (video 8 MiB). Qwen: sides of 10 px or more, ratio up to 200, base64 up to 10 MB.
 */
const models: readonly ModelLimits[] = [
  { model: /^glm-/i, imageBytes: 4_999_999, longest: 6000, shortest: 1, ratio: 200, images: 16, videoBytes: 8_388_608 },
  {
    model: /^(qwen|qvq)/i,
    imageBytes: 7_300_000,
    longest: 8192,
    shortest: 10,
    ratio: 200,
    images: 16,
    videoBytes: 7_300_000,
  },
]

const unknownModel: Limits = { imageBytes: 5_000_000, longest: 4096, shortest: 1, ratio: 3, images: 10, videoBytes: 0 }

/**
 * Limits that content must keep so that every one of the models can be asked with the same request, whichever answers;
 * those of the client when there is no model.
 */
export function limitsOf(names: readonly string[]): Limits {
  if (names.length === 0) return client
  const all = names.map((name) => models.find((row) => row.model.test(name)) ?? unknownModel)
  const least = (limit: keyof Limits) => Math.min(...all.map((limits) => limits[limit]))
  return {
    imageBytes: least('imageBytes'),
    longest: least('longest'),
    shortest: Math.max(...all.map((limits) => limits.shortest)),
    ratio: least('ratio'),
    images: least('images'),
    videoBytes: least('videoBytes'),
  }
}

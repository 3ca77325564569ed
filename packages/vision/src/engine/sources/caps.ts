/** Bytes of a picture or PDF that are read into memory at most. */
export const imageFileBytes = 64_000_000

/** Bytes of a video at most; a local one is read by ffmpeg from its place and never held in memory. */
export const videoFileBytes = 2_000_000_000

/** Bytes of a video that came inline or over HTTP, which is held in memory. */
export const fetchedBytes = 64_000_000

/** Pixels of a picture at most, counted before decoding: 12,000 × 12,000. */
export const pixels = 144_000_000

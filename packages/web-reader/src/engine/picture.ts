/** A picture for a model that sees. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly mimeType: string
}

/** Larger pictures are told by their facts only: clients refuse 5 MB of base64. */
const mostBytes = 3_750_000

const signatures: readonly (readonly [mimeType: string, pattern: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
]

/** The picture to hand on, by what its bytes are; undefined for types that models do not see, and for large ones. Its bytes are its own. */
export function pictureOf(bytes: Uint8Array): Picture | undefined {
  if (bytes.length > mostBytes) return undefined
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  const mimeType = signatures.find(([, pattern]) => pattern.test(head))?.[0]
  return mimeType === undefined ? undefined : { bytes: new Uint8Array(bytes), mimeType }
}

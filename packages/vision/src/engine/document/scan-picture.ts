import type { Scan } from './pdf-page.ts'

/** Encodes the raw samples of a scan as PNG. */
export async function scanPicture({ data, width, height, channels }: Scan): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  return sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 1 }).toBuffer()
}

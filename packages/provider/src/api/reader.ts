import { z } from 'zod'
import { type Endpoint, shaped } from '../endpoint.ts'

const request = z.lazy(() =>
  z.strictObject({
    url: z.url(),
    /** Seconds. */
    timeout: z.int().positive().optional(),
    no_cache: z.boolean().optional(),
    return_format: z.enum(['markdown', 'text']).optional(),
    retain_images: z.boolean().optional(),
    no_gfm: z.boolean().optional(),
    keep_img_data_url: z.boolean().optional(),
    with_images_summary: z.boolean().optional(),
    with_links_summary: z.boolean().optional(),
    request_id: z.string().optional(),
    user_id: z.string().min(6).max(128).optional(),
  }),
)

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const map = z.record(z.string(), z.unknown()).nullish().catch(null)

const response = z.lazy(() =>
  z.object({
    id: z.string().nullish(),
    request_id: z.string().nullish(),
    reader_result: z.object({
      content: z.string(),
      title: text,
      description: text,
      url: text,
      publishedTime: z.string().nullish(),
      metadata: map,
      external: map,
      images: map,
      links: map,
    }),
  }),
)

export type ReaderRequest = z.output<typeof request>
export type ReaderResponse = z.output<typeof response>

/** POST `/reader` of Z.AI and BigModel (CONTRACTS 2). */
export const reader: Endpoint<ReaderRequest, ReaderResponse> = {
  name: 'reader',
  method: 'POST',
  path: 'reader',
  request,
  read: shaped('reader', response),
}

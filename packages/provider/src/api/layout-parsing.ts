import { z } from 'zod'
import { usage } from '../chat/usage.ts'
import { type Endpoint, shaped } from '../endpoint.ts'

const request = z.lazy(() =>
  z.strictObject({
    model: z.literal('glm-ocr'),
    /** URL or base64 of a PDF (≤ 50 MB, 100 pages), JPG or PNG (≤ 10 MB). */
    file: z.string().min(1),
    return_crop_images: z.boolean().optional(),
    need_layout_visualization: z.boolean().optional(),
    /** Pages of a PDF, counted from 1. */
    start_page_id: z.int().positive().optional(),
    end_page_id: z.int().positive().optional(),
    request_id: z.string().optional(),
    user_id: z.string().min(6).max(128).optional(),
  }),
)

const box = z.lazy(() =>
  z.object({
    index: z.number().nullish(),
    label: z.string().nullish(),
    /** Left, top, right, bottom in pixels of the page. */
    bbox_2d: z.array(z.number()).nullish(),
    content: z.string().nullish(),
    height: z.number().nullish(),
    width: z.number().nullish(),
  }),
)

const response = z.lazy(() =>
  z.object({
    id: z.string().nullish(),
    request_id: z.string().nullish(),
    md_results: z.string(),
    layout_details: z.array(z.array(box)).nullish().catch(null),
    layout_visualization: z.array(z.string()).nullish().catch(null),
    data_info: z.record(z.string(), z.unknown()).nullish().catch(null),
    usage: usage.nullish(),
  }),
)

export type LayoutParsingRequest = z.output<typeof request>
export type LayoutParsingResponse = z.output<typeof response>

/** POST `/layout_parsing` (CONTRACTS 2): a document as Markdown with the place of every block. */
export const layoutParsing: Endpoint<LayoutParsingRequest, LayoutParsingResponse> = {
  name: 'layout_parsing',
  method: 'POST',
  path: 'layout_parsing',
  request,
  read: shaped('layout_parsing', response),
}

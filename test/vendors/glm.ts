import { z } from 'zod'
import { allToolsChat, allToolsRequest } from './glm-all-tools.ts'
import { events, json, type Reply } from './scenario.ts'
import type { Route, StandInVendor } from './stand-in.ts'
import { echo, messages, pieces, validated } from './validated.ts'

const error = (status: number, code: string | number, message: string): Reply =>
  json({ error: { code: typeof code === 'number' ? code : String(code), message } }, status)

const refuse = (message: string): Reply => error(400, '1210', message)

const ids = { request_id: z.string().optional(), user_id: z.string().min(6).max(128).optional() }

const searchFields = {
  count: z.int().min(1).max(50).optional(),
  search_domain_filter: z.string().optional(),
  search_recency_filter: z.enum(['oneDay', 'oneWeek', 'oneMonth', 'oneYear', 'noLimit']).optional(),
  ...ids,
}

const zaiSearch = z.strictObject({
  search_engine: z.literal('search-prime'),
  search_query: z.string().min(1),
  ...searchFields,
})

const bigmodelSearch = z.strictObject({
  search_engine: z.enum(['search_std', 'search_pro', 'search_pro_sogou', 'search_pro_quark']),
  search_query: z.string().min(1).max(70),
  search_intent: z.boolean(),
  content_size: z.enum(['medium', 'high']).optional(),
  ...searchFields,
})

const readerRequest = z.strictObject({
  url: z.url(),
  timeout: z.int().optional(),
  no_cache: z.boolean().optional(),
  return_format: z.enum(['markdown', 'text']).optional(),
  retain_images: z.boolean().optional(),
  no_gfm: z.boolean().optional(),
  keep_img_data_url: z.boolean().optional(),
  with_images_summary: z.boolean().optional(),
  with_links_summary: z.boolean().optional(),
  ...ids,
})

const layoutRequest = z.strictObject({
  model: z.literal('glm-ocr'),
  file: z.string().min(1),
  return_crop_images: z.boolean().optional(),
  need_layout_visualization: z.boolean().optional(),
  start_page_id: z.int().optional(),
  end_page_id: z.int().optional(),
  ...ids,
})

const tokenizerRequest = z.strictObject({ model: z.string().min(1), messages, tools: z.array(z.unknown()).optional() })

const chatFields = {
  model: z.string().min(1),
  messages: messages.refine(
    (list) =>
      list.every(({ content }) => {
        const types = Array.isArray(content) ? content.map(({ type }) => type) : []
        return !types.includes('file_url') || !types.some((type) => type === 'image_url' || type === 'video_url')
      }),
    { message: 'files cannot stand beside images or video' },
  ),
  thinking: z.strictObject({ type: z.enum(['enabled', 'disabled']) }).optional(),
  reasoning_effort: z.string().optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0.01).max(1).optional(),
  max_tokens: z.int().min(1).max(131_072).optional(),
  do_sample: z.boolean().optional(),
  stop: z.array(z.string()).optional(),
  tools: z.array(z.unknown()).optional(),
  tool_choice: z.string().optional(),
  response_format: z.strictObject({ type: z.enum(['text', 'json_object']) }).optional(),
  ...ids,
}

const chatRequest = z.strictObject({ ...chatFields, stream: z.boolean().optional() })
const asyncRequest = z.strictObject(chatFields)

const usage = { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 }
const head = { id: 'chat-1', request_id: 'request-1', created: 1_790_000_000 }

function chatReply(body: z.output<typeof chatRequest>, text: string): Reply {
  const { model } = body
  if (body.stream !== true) {
    const message = { role: 'assistant', content: text, reasoning_content: 'Let me look.' }
    return json({ ...head, model, choices: [{ index: 0, message, finish_reason: 'stop' }], usage })
  }
  const chunk = (delta: object, more: object = {}): object => ({
    ...head,
    model,
    choices: [{ index: 0, delta, ...more }],
  })
  return events([
    chunk({ role: 'assistant', reasoning_content: 'Let me ' }),
    chunk({ role: 'assistant', reasoning_content: 'look.' }),
    ...pieces(text).map((content) => chunk({ role: 'assistant', content })),
    { ...chunk({ role: 'assistant', content: '' }, { finish_reason: 'stop' }), usage },
    '[DONE]',
  ])
}

const chat: Route = (request, context) => {
  const asked = allToolsRequest.safeParse(request.body)
  if (asked.success) return allToolsChat(asked.data)
  return validated(chatRequest, refuse, (body) => chatReply(body, context.answer() ?? echo(body.messages)))(
    request,
    context,
  )
}

const searchResults = (query: string, count = 10): object[] =>
  Array.from({ length: Math.min(count, 3) }, (_, at) => ({
    title: `Result ${at + 1} for ${query}`,
    content: `What page ${at + 1} says of ${query}.`,
    link: `https://example.org/${at + 1}`,
    media: 'Example',
    icon: 'https://example.org/icon.png',
    refer: `ref_${at + 1}`,
    publish_date: '2026-11-20',
  }))

const shared: Readonly<Record<string, Route>> = {
  'POST /reader': validated(readerRequest, refuse, ({ url }) =>
    json({
      ...head,
      model: 'reader',
      reader_result: {
        content: `# Example\n\nThe page at ${url}.`,
        title: 'Example',
        description: 'An example',
        url,
        external: {},
        metadata: { lang: 'en' },
      },
    }),
  ),
  'POST /layout_parsing': validated(layoutRequest, refuse, () =>
    json({
      ...head,
      model: 'GLM-OCR',
      md_results: '# Title\n\nText of the page.',
      layout_details: [
        [{ index: 1, label: 'text', bbox_2d: [10, 20, 300, 60], content: 'Title', height: 1000, width: 800 }],
      ],
      layout_visualization: [],
      data_info: { num_pages: 1, pages: [{ width: 800, height: 1000 }] },
      usage,
    }),
  ),
  'POST /tokenizer': validated(tokenizerRequest, refuse, () =>
    json({ ...head, usage: { prompt_tokens: 7, image_tokens: 0, video_tokens: 0, total_tokens: 7 } }),
  ),
  'POST /chat/completions': chat,
  'POST /async/chat/completions': validated(asyncRequest, refuse, ({ model, messages: list }, { memory }) => {
    const failing = echo(list).includes('please fail')
    memory.set('polls', failing ? Number.NEGATIVE_INFINITY : 2)
    return json({ id: 'task-1', request_id: 'request-1', model, task_status: 'PROCESSING' })
  }),
  'GET /async-result/*': (_request, { memory, answer }) => {
    const polls = memory.get('polls') ?? 0
    const task = { id: 'task-1', request_id: 'request-1', model: 'glm-4.6v' }
    if (polls === Number.NEGATIVE_INFINITY) return json({ ...task, task_status: 'FAIL' })
    memory.set('polls', polls - 1)
    if (polls > 0) return json({ ...task, task_status: 'PROCESSING' })
    const message = { role: 'assistant', content: answer() ?? 'Done.', reasoning_content: '' }
    return json({ ...task, task_status: 'SUCCESS', choices: [{ index: 0, message, finish_reason: 'stop' }], usage })
  },
}

const quota = json({
  code: 200,
  msg: 'Operation successful',
  success: true,
  data: {
    level: 'pro',
    limits: [
      { type: 'TOKENS_LIMIT', remaining: 800, percentage: 20, nextResetTime: 1_790_003_600_000 },
      {
        type: 'TIME_LIMIT',
        remaining: 90,
        nextResetTime: 1_792_000_000_000,
        usageDetails: [{ modelCode: 'search-prime', usage: 10 }],
      },
    ],
  },
})

const planKey = error(429, '1113', 'Insufficient balance or no resource package. Please recharge.')

/** Both bases of a vendor: a Coding Plan key (`<key>-plan`) is refused on the general one. */
function bases(routes: Readonly<Record<string, Route>>): Readonly<Record<string, Route>> {
  const general = Object.entries(routes).map(([path, route]): [string, Route] => [
    path.replace(' /', ' /api/paas/v4/'),
    (request, context) =>
      request.headers.authorization?.endsWith('-plan') === true ? planKey : route(request, context),
  ])
  const coding = Object.entries(routes).map(([path, route]): [string, Route] => [
    path.replace(' /', ' /api/coding/paas/v4/'),
    route,
  ])
  return { ...Object.fromEntries([...general, ...coding]), 'GET /api/monitor/usage/quota/limit': () => quota }
}

const common = { error, unauthorized: error(401, '1002', 'Authorization Token is invalid, please confirm it.') }

/** Z.AI; its bases are `/api/paas/v4` and `/api/coding/paas/v4`. */
export const zaiStandIn: StandInVendor = {
  ...common,
  routes: bases({
    ...shared,
    'POST /web_search': validated(zaiSearch, refuse, ({ search_query, count }) =>
      json({ id: 'search-1', created: head.created, search_result: searchResults(search_query, count) }),
    ),
  }),
}

/** BigModel, with its own web search. */
export const bigmodelStandIn: StandInVendor = {
  ...common,
  routes: bases({
    ...shared,
    'POST /web_search': validated(bigmodelSearch, refuse, ({ search_query, count }) =>
      json({
        id: 'search-1',
        created: head.created,
        request_id: 'request-1',
        search_intent: [{ query: search_query, intent: 'SEARCH_ALL', keywords: search_query }],
        search_result: searchResults(search_query, count),
      }),
    ),
  }),
}

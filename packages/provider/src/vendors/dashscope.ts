import type { ChatRequest } from '../chat/request.ts'
import { ProviderError } from '../errors.ts'
import type { CodeTable } from '../failure.ts'
import type { Vendor } from '../vendor.ts'
import { bearer } from './bearer.ts'
import { openaiCodes } from './openai-compatible.ts'

const throttled = { kind: 'rate' } as const
const parameters = { kind: 'parameters' } as const
const server = { kind: 'server' } as const
const regional = 'Check the API key, and that it belongs to the region of the base URL'

/** Codes of the native protocol and, in the words of OpenAI's, of the compatible one (CONTRACTS 4). */
const codes: CodeTable = {
  ...openaiCodes,
  InvalidApiKey: { kind: 'authentication', say: regional },
  invalid_api_key: { kind: 'authentication', say: regional },
  AccessDenied: { kind: 'authentication' },
  'AccessDenied.Unpurchased': { kind: 'account', say: 'Activate Model Studio for this account' },
  Arrearage: { kind: 'account', say: 'The account is in arrears: add credit' },
  'AllocationQuota.FreeTierOnly': { kind: 'quota', say: 'The free tier is used up; allow paid use in the console' },
  CommodityNotPurchased: { kind: 'account' },
  PrepaidBillOverdue: { kind: 'account' },
  PostpaidBillOverdue: { kind: 'account' },
  Throttling: throttled,
  'Throttling.RateQuota': throttled,
  'Throttling.BurstRate': throttled,
  'Throttling.AllocationQuota': throttled,
  LimitRequests: throttled,
  limit_requests: throttled,
  DataInspectionFailed: { kind: 'content_policy' },
  data_inspection_failed: { kind: 'content_policy' },
  InvalidParameter: parameters,
  'InvalidParameter.DataInspection': parameters,
  invalid_parameter_error: parameters,
  InvalidURL: parameters,
  ModelNotFound: { kind: 'parameters', say: 'Check the model name' },
  InternalError: server,
  'InternalError.Algo': server,
  'InternalError.Timeout': server,
  SystemError: server,
  ModelUnavailable: server,
  ModelServingError: server,
  RequestTimeOut: server,
}

/**
 * @throws ProviderError `parameters` for functions beside the interpreter, which exclude each other (CONTRACTS 4).
 */
function chatBody({ thinking, extra, ...request }: ChatRequest, stream: boolean): Record<string, unknown> {
  if (extra?.['enable_code_interpreter'] === true && request.tools !== undefined) {
    const message = 'the code interpreter and function calling are mutually exclusive: send one of them'
    throw new ProviderError('parameters', 'dashscope', message, { field: 'tools' })
  }
  return {
    ...request,
    ...(thinking === undefined ? {} : { enable_thinking: thinking }),
    ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    ...extra,
  }
}

/** DashScope (Model Studio) in China; native endpoints start at the host (CONTRACTS 4). */
export const dashscope: Vendor = {
  name: 'dashscope',
  title: 'DashScope',
  baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1/',
  headers: bearer,
  codes: () => codes,
  chatBody,
}

/** DashScope's international host. */
export const dashscopeIntl: Vendor = {
  ...dashscope,
  baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1/',
}

/** The host of one workspace, e.g. `dashscopeWorkspace('ws-1a2b', 'ap-southeast-1')`. */
export function dashscopeWorkspace(workspaceId: string, region: string): Vendor {
  return { ...dashscope, baseUrl: `https://${workspaceId}.${region}.maas.aliyuncs.com/compatible-mode/v1/` }
}

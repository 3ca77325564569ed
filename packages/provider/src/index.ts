export type { Judge, OpenAnswer } from './answer.ts'
export { type AllToolsRequest, allTools } from './api/all-tools.ts'
export { chat, chatStream } from './api/chat.ts'
export { type AsyncResult, type ChatAsyncOptions, chatAsync, chatResult, chatSubmit } from './api/chat-async.ts'
export {
  type DashscopeInterpreterRequest,
  dashscopeGeneration,
  dashscopeInterpreterChat,
  dashscopeMultimodalGeneration,
  dashscopeResponses,
  dashscopeResponsesStream,
} from './api/dashscope-interpreter.ts'
export { type LayoutParsingRequest, type LayoutParsingResponse, layoutParsing } from './api/layout-parsing.ts'
export { type Quota, quota } from './api/quota.ts'
export { type ReaderRequest, type ReaderResponse, reader } from './api/reader.ts'
export { type TokenizerRequest, type TokenizerResponse, tokenizer } from './api/tokenizer.ts'
export {
  type BigmodelWebSearchRequest,
  bigmodelWebSearch,
  type WebSearchResponse,
  type WebSearchResult,
  type ZaiWebSearchRequest,
  zaiWebSearch,
} from './api/web-search.ts'
export { type ChatAnswer, collectChat, type ToolCall } from './chat/collect.ts'
export type { ChatDelta } from './chat/decode.ts'
export type { ChatMessage, ChatPart, ChatRequest } from './chat/request.ts'
export type { Usage } from './chat/usage.ts'
export { type Client, type ClientOptions, createClient } from './client.ts'
export { type Endpoint, type StreamEndpoint, shaped } from './endpoint.ts'
export {
  ProviderError,
  type ProviderErrorDetails,
  type ProviderErrorKind,
  providerErrorKinds,
  type Stage,
} from './errors.ts'
export { type JsonEvent, jsonEvents } from './events.ts'
export { createFailover, type Failover, type Member, type Outcome, type Rest } from './failover.ts'
export type { Moved } from './failover-report.ts'
export { type Answer, type CodeMeaning, type CodeTable, providerError } from './failure.ts'
export {
  type CallOptions,
  createHttp,
  type Http,
  type HttpOptions,
} from './http.ts'
export {
  collectRuns,
  type InterpreterAnswer,
  type InterpreterEvent,
  type Run,
  type RunOutput,
} from './interpreter/event.ts'
export { defaultLimits, type Limits } from './limits.ts'
export { createNetwork, type Network, type NetworkOptions } from './network.ts'
export { type ProxySettings, proxyFromEnvironment } from './proxy.ts'
export type { HttpRequest } from './request.ts'
export { defaultRetry, type Headers, type RetryPolicy, retryAfterMs, retryDelay } from './retry.ts'
export { type ServerEvent, serverEvents } from './sse.ts'
export { findStatement, type Statement } from './statement.ts'
export type { Vendor } from './vendor.ts'
export { bigmodel, bigmodelCoding } from './vendors/bigmodel.ts'
export { dashscope, dashscopeIntl, dashscopeWorkspace } from './vendors/dashscope.ts'
export { openaiCompatible } from './vendors/openai-compatible.ts'
export { zai, zaiCoding } from './vendors/zai.ts'

import type { Vendor } from '../vendor.ts'
import { bearer } from './bearer.ts'
import { glmChatBody } from './glm-chat.ts'
import { glmCodes } from './glm-codes.ts'

/** BigModel (Zhipu, China) with pay-as-you-go keys (CONTRACTS 2). */
export const bigmodel: Vendor = {
  name: 'bigmodel',
  title: 'BigModel',
  baseUrl: 'https://open.bigmodel.cn/api/paas/v4/',
  headers: (key) => ({ ...bearer(key), 'accept-language': 'en-US,en' }),
  codes: glmCodes,
  chatBody: glmChatBody,
}

/** BigModel with Coding Plan keys. */
export const bigmodelCoding: Vendor = { ...bigmodel, baseUrl: 'https://open.bigmodel.cn/api/coding/paas/v4/' }

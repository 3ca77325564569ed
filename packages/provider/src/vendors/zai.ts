import type { Vendor } from '../vendor.ts'
import { bearer } from './bearer.ts'
import { glmChatBody } from './glm-chat.ts'
import { glmCodes } from './glm-codes.ts'

/** Z.AI with pay-as-you-go keys (CONTRACTS 2). */
export const zai: Vendor = {
  name: 'zai',
  title: 'Z.AI',
  baseUrl: 'https://api.z.ai/api/paas/v4/',
  headers: (key) => ({ ...bearer(key), 'accept-language': 'en-US,en' }),
  codes: glmCodes,
  chatBody: glmChatBody,
}

/** Z.AI with Coding Plan keys. */
export const zaiCoding: Vendor = { ...zai, baseUrl: 'https://api.z.ai/api/coding/paas/v4/' }

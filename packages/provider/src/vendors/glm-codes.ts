import type { CodeTable } from '../failure.ts'
import { openaiCodes } from './openai-compatible.ts'

const outOfCredit = 'Add credit or renew the plan in the console, or use another key'
const planBase = 'A Coding Plan key works only on the Coding Plan base URL (…/api/coding/paas/v4): set that base URL'

/** The codes that Z.AI and BigModel share (CONTRACTS 2, errors). */
export function glmCodes(baseUrl: string): CodeTable {
  const onPlan = baseUrl.includes('/coding/')
  const authentication = { kind: 'authentication', say: 'Check the API key' } as const
  const account = { kind: 'account', say: outOfCredit } as const
  const parameters = { kind: 'parameters' } as const
  const rate = { kind: 'rate' } as const
  const quota = { kind: 'quota', say: 'The quota is used up until it resets' } as const
  const server = { kind: 'server' } as const
  return {
    // Gateways in front of a vendor answer in OpenAI's words.
    ...openaiCodes,
    1000: authentication,
    1001: authentication,
    1002: authentication,
    1003: authentication,
    1004: authentication,
    1110: account,
    1111: account,
    1112: account,
    1113: onPlan ? account : { kind: 'account', say: `${outOfCredit}. ${planBase}` },
    1121: account,
    1309: account,
    1311: { kind: 'account', say: 'The plan of this key does not include the model' },
    1210: parameters,
    1211: { kind: 'parameters', say: 'Check the model name' },
    1212: parameters,
    1213: parameters,
    1214: parameters,
    1215: parameters,
    1261: { kind: 'parameters', say: 'Shorten the input' },
    1301: { kind: 'content_policy' },
    1302: rate,
    1303: rate,
    1305: rate,
    1312: rate,
    1304: quota,
    1308: quota,
    1310: quota,
    1313: { kind: 'account', say: 'The vendor limits this account under its fair-use policy' },
    500: server,
    1120: server,
    1200: server,
    1230: server,
    1234: server,
  }
}

import { settings } from '@sensorium/kit'
import { z } from 'zod'

/** A key that users may have under names of their own. */
export const secret = (description: string, ...env: string[]) =>
  z.string().min(1).optional().describe(description).register(settings, { env, secret: true })

/** An address of a service, described by whoever uses it. */
export const baseUrl = () => z.url({ protocol: /^https?$/ }).optional()

/**
 * Access to the GLM models: the same settings, under the same names, in every server that uses them. `Z_AI_MODE` says
 * whose key `Z_AI_API_KEY` is (CONTRACTS 1).
 */
export const glmSettings = {
  zaiApiKey: secret(
    'Key of Z.AI, or of BigModel with mode ZHIPU. The vendor judges it.',
    'Z_AI_API_KEY',
    'ZAI_API_KEY',
  ),
  zaiMode: z
    .enum(['ZAI', 'ZHIPU'])
    .default('ZAI')
    .describe('Whose key it is: Z.AI (ZAI) or BigModel (ZHIPU).')
    .register(settings, { env: ['Z_AI_MODE'] }),
  zaiBaseUrl: baseUrl()
    .describe('Base URL of that vendor, e.g. https://api.z.ai/api/coding/paas/v4 for a Coding Plan key.')
    .register(settings, { env: ['Z_AI_BASE_URL'] }),
  bigmodelApiKey: secret('Key of BigModel, beside one of Z.AI.', 'BIGMODEL_API_KEY', 'ZHIPUAI_API_KEY'),
  bigmodelBaseUrl: baseUrl().describe('Base URL of BigModel.'),
}

/** Access to DashScope's models. */
export const dashscopeSettings = {
  dashscopeApiKey: secret('Key of DashScope (Model Studio).', 'DASHSCOPE_API_KEY'),
  dashscopeBaseUrl: baseUrl()
    .describe('OpenAI-compatible base URL of DashScope, for another region.')
    .register(settings, { env: ['DASHSCOPE_BASE_URL'] }),
}

import { networkSettings, settings } from '@sensorium/kit'
import { baseUrl, dashscopeSettings, glmSettings, secret } from '@sensorium/vendors'
import { z } from 'zod'

/** Settings of the vision server; the `Z_AI_*` names do what they say (CONTRACTS 1). */
export const config = z
  .object({
    ...glmSettings,
    zaiVisionModel: z
      .string()
      .min(1)
      .default('glm-5.3-flash')
      .describe('Vision model of Z.AI and BigModel.')
      .register(settings, { env: ['Z_AI_VISION_MODEL'] }),
    ...dashscopeSettings,
    dashscopeVisionModel: z.string().min(1).default('qwen3-vl-plus').describe('Vision model of DashScope.'),
    visionBaseUrl: baseUrl().describe(
      'OpenAI-compatible endpoint (Ollama, vLLM, llama.cpp), e.g. http://localhost:11434/v1; asked first.',
    ),
    visionModel: z.string().min(1).optional().describe('Model at that endpoint; needed with it.'),
    visionApiKey: secret('Key of that endpoint, if it wants one.'),
    visionTemperature: z
      .number()
      .min(0)
      .max(2)
      .optional()
      .describe("Sampling temperature; the vendor's default when unset.")
      .register(settings, { env: ['Z_AI_VISION_MODEL_TEMPERATURE'] }),
    visionTopP: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .describe("Nucleus sampling; the vendor's default when unset.")
      .register(settings, { env: ['Z_AI_VISION_MODEL_TOP_P'] }),
    visionMaxTokens: z
      .int()
      .positive()
      .optional()
      .describe(
        "Tokens of an answer, reasoning included; lowered to the model's ceiling, which is the default where it is known.",
      )
      .register(settings, { env: ['Z_AI_VISION_MODEL_MAX_TOKENS'] }),
    visionTimeout: z
      .int()
      .min(1000)
      .default(300_000)
      .describe('Milliseconds that the vendors may take for one answer, from the request to its last byte.')
      .register(settings, { env: ['Z_AI_TIMEOUT'] }),
    visionRetryCount: z
      .int()
      .min(0)
      .max(10)
      .default(2)
      .describe('Repetitions of a failed request where repeating can help.')
      .register(settings, { env: ['Z_AI_RETRY_COUNT'] }),
    visionRoots: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Directories whose files may be read. Without any, stdio callers may read every file and HTTP callers none.',
      ),
    visionUrls: z
      .enum(['fetch', 'pass'])
      .default('fetch')
      .describe(
        'Pictures at http(s) addresses are fetched and prepared here (fetch), or the address is passed on to the vendor (pass).',
      ),
    ocrLanguages: z
      .string()
      .regex(/^[A-Za-z_]+(\+[A-Za-z_]+)*$/)
      .default('eng')
      .describe('Languages of OCR as tesseract names them, joined by +, e.g. eng+chi_sim.'),
    ...networkSettings,
  })
  .refine((values) => values.visionBaseUrl === undefined || values.visionModel !== undefined, {
    path: ['visionModel'],
    message: 'is needed with SENSORIUM_VISION_BASE_URL',
  })

export type Config = z.output<typeof config>

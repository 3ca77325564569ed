import { z } from 'zod'
import { settings } from './settings.ts'

/** How a server reaches the network: the same settings, under the same names, in every server that does. */
export const networkSettings = {
  allowPrivateHosts: z
    .array(z.string())
    .default([])
    .describe('Hosts that may be fetched from though they are private or local: host, host:port or [v6]:port.'),
  httpProxy: z
    .string()
    .optional()
    .describe('Proxy for http addresses.')
    .register(settings, { env: ['HTTP_PROXY', 'http_proxy'] }),
  httpsProxy: z
    .string()
    .optional()
    .describe('Proxy for https addresses.')
    .register(settings, { env: ['HTTPS_PROXY', 'https_proxy'] }),
  noProxy: z
    .string()
    .optional()
    .describe('Hosts that are reached without the proxy.')
    .register(settings, { env: ['NO_PROXY', 'no_proxy'] }),
}

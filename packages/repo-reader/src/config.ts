import { delimiter } from 'node:path'
import { networkSettings, settings } from '@sensorium/kit'
import { z } from 'zod'

const list = z.array(z.string())

/** `host=token` pairs; a token may hold `=`. */
const tokens = list.transform((pairs, ctx) => {
  const byHost = new Map<string, string>()
  for (const pair of pairs) {
    const [, host, token] = /^([^=\s]+)=(\S+)$/.exec(pair) ?? []
    if (host === undefined || token === undefined) ctx.addIssue('Write each as host=token.')
    else byHost.set(host.toLowerCase(), token)
  }
  return byHost
})

export const config = z.object({
  githubToken: z
    .string()
    .optional()
    .describe('GitHub token: private repositories and higher API limits. Every caller of this server reads with it.')
    .register(settings, { env: ['GITHUB_TOKEN', 'GH_TOKEN'], secret: true }),
  repoTokens: tokens
    .optional()
    .describe('Tokens of other git hosts, each as host=token.')
    .register(settings, { secret: true }),
  repoHosts: list.optional().describe('The only git hosts that may be read. Default: any public host.'),
  repoAllowHosts: list
    .default([])
    .describe('Git hosts that may be read though private, local or on an odd port: host or host:port.'),
  repoForges: list
    .default([])
    .describe(
      'Forges beyond the public ones, as host=github, =gitlab, =gitea or =gitee: their issues and releases are searched.',
    ),
  repoDefaultHost: z.string().default('github.com').describe('Host of a bare owner/name.'),
  repoRoots: list
    .default([])
    .describe('Folders whose local repositories may be read. On stdio the default is every folder, over HTTP none.'),
  repoCacheDir: z
    .string()
    .optional()
    .describe('Folder of cached repositories and indexes. Default: the user cache folder.'),
  repoCacheMb: z.coerce.number().int().min(100).default(5_000).describe('Size of that folder, in megabytes.'),
  repoMaxMb: z.coerce
    .number()
    .int()
    .min(10)
    .default(2_000)
    .describe('Largest single repository fetched, in megabytes.'),
  repoFreshSeconds: z.coerce
    .number()
    .int()
    .min(0)
    .default(120)
    .describe('Seconds for which a fetched branch is served without asking its host again.'),
  repoIndexWaitSeconds: z.coerce
    .number()
    .int()
    .min(0)
    .default(30)
    .describe('Seconds for which a search waits for its index; then it is answered from names and history.'),
  repoStallSeconds: z.coerce
    .number()
    .int()
    .min(1)
    .default(15)
    .describe('Seconds without data after which a git host counts as down.'),
  repoEmbeddingsUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Base URL of an OpenAI-compatible embeddings service: search results are then ranked by meaning too. The query and the best passages are sent there.',
    ),
  repoEmbeddingsModel: z.string().min(1).default('text-embedding-3-small').describe('Model of that service.'),
  repoEmbeddingsKey: z.string().optional().describe('Key of that service.').register(settings, { secret: true }),
  gitProgram: z.string().default('git').describe('The git program, 2.37 or newer.'),
  gitSearchPath: z
    .string()
    .default(['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin'].join(delimiter))
    .describe('Folders where git is looked for.')
    .register(settings, { env: ['PATH'] }),
  httpsProxy: networkSettings.httpsProxy,
  noProxy: networkSettings.noProxy,
  caFile: z
    .string()
    .optional()
    .describe('Extra certificate authority file for git hosts.')
    .register(settings, { env: ['NODE_EXTRA_CA_CERTS', 'GIT_SSL_CAINFO'] }),
})

export type RepoReaderConfig = z.output<typeof config>

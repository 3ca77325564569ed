import type { EngineStatus } from '@sensorium/kit'
import type { RepoReaderConfig } from './config.ts'

/** What helps git find more, where it is set up. */
export function statusOf({ githubToken, repoEmbeddingsUrl }: RepoReaderConfig): EngineStatus[] {
  return [
    githubToken === undefined
      ? { name: 'GitHub', state: 'ready', reason: 'lower limits without GITHUB_TOKEN' }
      : { name: 'GitHub', state: 'ready' },
    repoEmbeddingsUrl === undefined
      ? { name: 'embeddings', state: 'off', reason: 'needs SENSORIUM_REPO_EMBEDDINGS_URL' }
      : { name: 'embeddings', state: 'ready' },
  ]
}

import { defineToolset } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import { config } from './config.ts'
import type { RepoReader } from './engine/repo-reader.ts'
import { statusOf } from './status.ts'
import { getRepoStructure } from './tools/get_repo_structure.ts'
import { readFile } from './tools/read_file.ts'
import { searchDoc } from './tools/search_doc.ts'

/** Time from start until the engine loads by itself, ms. */
const warmUpMs = 500

/** Studies any git repository: its structure, its files, and a search over code, documents and history. */
export const toolset = defineToolset({
  name: 'repo-reader',
  title: 'Repository reader',
  version: packageJson.version,
  paths: ['zread', 'repo_reader'],
  instructions:
    'Reads git repositories of GitHub, GitLab, Gitee, Codeberg or any https git host without cloning them. Begin with get_repo_structure on an unknown repository or with search_doc when you look for something; both name files and lines for read_file. Each answer states the commit it rests on.',
  config,
  tools: [searchDoc, getRepoStructure, readFile],
  open: async (values, scope): Promise<RepoReader> => {
    let engine: Promise<RepoReader> | undefined
    let opened: RepoReader | undefined
    const load = (): Promise<RepoReader> => {
      engine ??= import('./engine/repo-reader.ts').then(({ createRepoReader }) => {
        opened = createRepoReader(values, scope)
        return opened
      })
      return engine
    }
    // A server must start before it can work; what it works with loads right after, so that no call waits for it.
    const soon = setTimeout(() => void load().catch(() => {}), warmUpMs)
    soon.unref()
    scope.defer(() => clearTimeout(soon))
    return {
      status: () => opened?.status() ?? [{ name: 'git', state: 'untried' }, ...statusOf(values)],
      open: async (...call) => (await load()).open(...call),
      structure: async (...call) => (await load()).structure(...call),
      read: async (...call) => (await load()).read(...call),
      search: async (...call) => (await load()).search(...call),
    }
  },
  status: (deps) => deps.status(),
})

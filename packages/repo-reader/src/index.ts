import { defineToolset } from '@sensorium/kit'
import { config } from './config.ts'
import { createRepoReader } from './engine/repo-reader.ts'
import { getRepoStructure } from './tools/get_repo_structure.ts'
import { readFile } from './tools/read_file.ts'
import { searchDoc } from './tools/search_doc.ts'

/** Studies any git repository: its structure, its files, and a search over code, documents and history. */
export const toolset = defineToolset({
  name: 'repo-reader',
  title: 'Repository reader',
  version: '0.1.0',
  paths: ['zread', 'repo_reader'],
  instructions:
    'Reads git repositories of GitHub, GitLab, Gitee, Codeberg or any https git host without cloning them. Begin with get_repo_structure on an unknown repository or with search_doc when you look for something; both name files and lines for read_file. Each answer states the commit it rests on.',
  config,
  tools: [searchDoc, getRepoStructure, readFile],
  open: async (values, scope) => createRepoReader(values, scope),
})

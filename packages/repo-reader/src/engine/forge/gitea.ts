import { z } from 'zod'
import { type Discussion, dayOf, excerpt, type Forge, type ReadJson } from './forge.ts'

const issues = z.array(
  z.object({
    title: z.string(),
    html_url: z.string(),
    state: z.string().nullish(),
    updated_at: z.string().nullish(),
    body: z.string().nullish(),
    pull_request: z.unknown().optional(),
  }),
)
const releases = z.array(
  z.object({
    tag_name: z.string(),
    name: z.string().nullish(),
    html_url: z.string().nullish(),
    published_at: z.string().nullish(),
    created_at: z.string().nullish(),
    body: z.string().nullish(),
  }),
)

/** The REST API of Gitea and Forgejo (Codeberg): issues and pull requests are one list. */
export function giteaForge(readJson: ReadJson, path: string, host: string): Forge {
  return {
    async discussions({ query, wantsReleases }, signal) {
      const search = encodeURIComponent(query.slice(0, 200))
      const parts = [
        readJson(`/repos/${path}/issues?state=all&limit=6&q=${search}`, signal).then(issuesOf),
        ...(wantsReleases
          ? [readJson(`/repos/${path}/releases?limit=5`, signal).then((json) => releasesOf(json, path, host))]
          : []),
      ]
      return (await Promise.all(parts)).flat()
    },
  }
}

export function issuesOf(json: unknown): Discussion[] {
  return issues.parse(json).map((issue) => ({
    kind: issue.pull_request ? 'pull request' : 'issue',
    title: issue.title,
    url: issue.html_url,
    ...(issue.state ? { state: issue.state } : {}),
    ...dayOf(issue.updated_at),
    ...excerpt(issue.body),
  }))
}

export function releasesOf(json: unknown, path: string, host: string): Discussion[] {
  return releases.parse(json).map((release) => ({
    kind: 'release',
    title: release.name || release.tag_name,
    url: release.html_url || `https://${host}/${path}/releases/tag/${encodeURIComponent(release.tag_name)}`,
    ...dayOf(release.published_at ?? release.created_at),
    ...excerpt(release.body),
  }))
}

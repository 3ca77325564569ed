import { z } from 'zod'
import { type Discussion, dayOf, excerpt, type Forge, type ReadJson } from './forge.ts'

const issues = z.object({
  items: z.array(
    z.object({
      title: z.string(),
      html_url: z.string(),
      state: z.string().nullish(),
      updated_at: z.string().nullish(),
      body: z.string().nullish(),
      pull_request: z.object({ merged_at: z.string().nullish() }).nullish(),
    }),
  ),
})
const releases = z.array(
  z.object({
    tag_name: z.string(),
    name: z.string().nullish(),
    html_url: z.string(),
    published_at: z.string().nullish(),
    body: z.string().nullish(),
  }),
)
const people = z.array(
  z.object({ login: z.string().nullish(), html_url: z.string().nullish(), contributions: z.number().nullish() }),
)

/** GitHub's REST API: search of issues and pull requests, releases, contributors. */
export function githubForge(readJson: ReadJson, path: string): Forge {
  return {
    async discussions({ query, wantsReleases, wantsPeople }, signal) {
      // Qualifiers in a query would search other repositories.
      const words = query
        .replace(/[^\p{L}\p{N}_.-]+/gu, ' ')
        .trim()
        .slice(0, 200)
      const search = encodeURIComponent(`repo:${path} ${words}`)
      const parts = [
        readJson(`/search/issues?per_page=6&q=${search}`, signal).then((json) => issues.parse(json).items.map(issueOf)),
        ...(wantsReleases
          ? [readJson(`/repos/${path}/releases?per_page=5`, signal).then((json) => releases.parse(json).map(releaseOf))]
          : []),
        ...(wantsPeople
          ? [
              readJson(`/repos/${path}/contributors?per_page=10`, signal).then((json) =>
                people.parse(json).flatMap(personOf),
              ),
            ]
          : []),
      ]
      return (await Promise.all(parts)).flat()
    },
  }
}

function issueOf(item: z.output<typeof issues>['items'][number]): Discussion {
  const isPull = item.pull_request !== undefined && item.pull_request !== null
  const state = item.pull_request?.merged_at ? 'merged' : item.state
  return {
    kind: isPull ? 'pull request' : 'issue',
    title: item.title,
    url: item.html_url,
    ...(state ? { state } : {}),
    ...dayOf(item.updated_at),
    ...excerpt(item.body),
  }
}

function releaseOf(release: z.output<typeof releases>[number]): Discussion {
  const title =
    release.name && release.name !== release.tag_name ? `${release.tag_name}: ${release.name}` : release.tag_name
  return { kind: 'release', title, url: release.html_url, ...dayOf(release.published_at), ...excerpt(release.body) }
}

function personOf({ login, html_url: url, contributions }: z.output<typeof people>[number]): Discussion[] {
  if (!login || !url) return []
  return [{ kind: 'contributor', title: `${login} (${contributions ?? 0} commits)`, url }]
}

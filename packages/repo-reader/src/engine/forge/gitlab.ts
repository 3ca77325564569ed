import { z } from 'zod'
import { type Discussion, dayOf, excerpt, type Forge, type ReadJson } from './forge.ts'

const records = z.array(
  z.object({
    title: z.string(),
    web_url: z.string(),
    state: z.string().nullish(),
    updated_at: z.string().nullish(),
    description: z.string().nullish(),
  }),
)
const releases = z.array(
  z.object({
    tag_name: z.string(),
    name: z.string().nullish(),
    released_at: z.string().nullish(),
    description: z.string().nullish(),
    _links: z.object({ self: z.string().nullish() }).nullish(),
  }),
)
const people = z.array(z.object({ name: z.string(), commits: z.number().nullish() }))

/** GitLab's REST API: issues and merge requests by words, releases, contributors. */
export function gitlabForge(readJson: ReadJson, path: string, host: string): Forge {
  const project = `/projects/${encodeURIComponent(path)}`
  return {
    async discussions({ query, wantsReleases, wantsPeople }, signal) {
      const search = encodeURIComponent(query.slice(0, 200))
      const listed = (name: string, kind: Discussion['kind']) =>
        readJson(`${project}/${name}?per_page=4&search=${search}`, signal).then((json) =>
          records.parse(json).map(
            (record): Discussion => ({
              kind,
              title: record.title,
              url: record.web_url,
              ...(record.state ? { state: record.state } : {}),
              ...dayOf(record.updated_at),
              ...excerpt(record.description),
            }),
          ),
        )
      const parts = [
        listed('issues', 'issue'),
        listed('merge_requests', 'pull request'),
        ...(wantsReleases
          ? [
              readJson(`${project}/releases?per_page=5`, signal).then((json) =>
                releases.parse(json).map(
                  (release): Discussion => ({
                    kind: 'release',
                    title: release.name || release.tag_name,
                    url:
                      release._links?.self ||
                      `https://${host}/${path}/-/releases/${encodeURIComponent(release.tag_name)}`,
                    ...dayOf(release.released_at),
                    ...excerpt(release.description),
                  }),
                ),
              ),
            ]
          : []),
        ...(wantsPeople
          ? [
              readJson(`${project}/repository/contributors?per_page=10&order_by=commits&sort=desc`, signal).then(
                (json) =>
                  people.parse(json).map(
                    ({ name, commits }): Discussion => ({
                      kind: 'contributor',
                      title: `${name} (${commits ?? 0} commits)`,
                      url: `https://${host}/${path}/-/graphs/HEAD`,
                    }),
                  ),
              ),
            ]
          : []),
      ]
      return (await Promise.all(parts)).flat()
    },
  }
}

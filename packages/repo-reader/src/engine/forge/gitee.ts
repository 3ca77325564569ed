import { z } from 'zod'
import { queryTerms, termsOf } from '../index/tokenise.ts'
import type { Discussion, Forge, ReadJson } from './forge.ts'
import { issuesOf, releasesOf } from './gitea.ts'

const people = z.array(z.object({ name: z.string(), contributions: z.number().nullish() }))

const pullsShown = 4

/**
 * Gitee's REST API (v5). Unlike Gitea's, pull requests are a list of their own that cannot be searched, so the newest
 * hundred are compared here; releases come oldest first unless asked otherwise, and carry no address.
 */
export function giteeForge(readJson: ReadJson, path: string, host: string): Forge {
  const repo = `/repos/${path}`
  return {
    async discussions({ query, wantsReleases, wantsPeople }, signal) {
      const search = encodeURIComponent(query.slice(0, 200))
      const parts = [
        readJson(`${repo}/issues?state=all&per_page=6&q=${search}`, signal).then(issuesOf),
        readJson(`${repo}/pulls?state=all&sort=updated&direction=desc&per_page=100`, signal).then((json) =>
          aboutIt(query, issuesOf(json)).map((pull): Discussion => ({ ...pull, kind: 'pull request' })),
        ),
        ...(wantsReleases
          ? [
              readJson(`${repo}/releases?direction=desc&per_page=5`, signal).then((json) =>
                releasesOf(json, path, host),
              ),
            ]
          : []),
        ...(wantsPeople
          ? [
              readJson(`${repo}/contributors?type=authors`, signal).then((json) =>
                people
                  .parse(json)
                  .slice(0, 10)
                  .map(
                    ({ name, contributions }): Discussion => ({
                      kind: 'contributor',
                      title: `${name} (${contributions ?? 0} commits)`,
                      url: `https://${host}/${path}/contributors`,
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

/** Those whose titles hold at least half of a query's words, most first. */
function aboutIt(query: string, pulls: readonly Discussion[]): Discussion[] {
  const asked = queryTerms(query)
  return pulls
    .map((pull) => {
      const title = new Set(termsOf(pull.title))
      return { pull, shared: asked.filter((term) => title.has(term)).length }
    })
    .filter(({ shared }) => shared > 0 && shared * 2 >= asked.length)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, pullsShown)
    .map(({ pull }) => pull)
}

import { describe, expect, it } from 'vitest'
import { parseRepoName } from './address.ts'
import { cloneUrl } from './admit.ts'

const accepted: readonly (readonly [written: string, url: string, ref: string | undefined])[] = [
  ['acme/widget', 'https://github.com/acme/widget.git', undefined],
  [' acme/widget ', 'https://github.com/acme/widget.git', undefined],
  ['acme/widget.git', 'https://github.com/acme/widget.git', undefined],
  ['acme/.github', 'https://github.com/acme/.github.git', undefined],
  ['github:acme/widget', 'https://github.com/acme/widget.git', undefined],
  ['gitlab:acme/tools/widget', 'https://gitlab.com/acme/tools/widget.git', undefined],
  ['github.com/acme/widget', 'https://github.com/acme/widget.git', undefined],
  ['https://github.com/acme/widget', 'https://github.com/acme/widget.git', undefined],
  ['https://www.github.com/acme/widget/', 'https://github.com/acme/widget.git', undefined],
  ['https://github.com/acme/widget/tree/v2/src', 'https://github.com/acme/widget.git', 'v2 v2/src'],
  [
    'https://github.com/acme/widget/blob/main/README.md#L3',
    'https://github.com/acme/widget.git',
    'main main/README.md',
  ],
  ['https://github.com/acme/widget/issues/7', 'https://github.com/acme/widget.git', undefined],
  ['https://gitlab.com/acme/tools/widget/-/tree/main/src', 'https://gitlab.com/acme/tools/widget.git', 'main main/src'],
  [
    'https://codeberg.org/acme/widget/src/branch/main/README.md',
    'https://codeberg.org/acme/widget.git',
    'main main/README.md',
  ],
  ['git@github.com:acme/widget.git', 'https://github.com/acme/widget.git', undefined],
  ['ssh://git@gitlab.com/acme/widget.git', 'https://gitlab.com/acme/widget.git', undefined],
  ['git.kernel.org/pub/scm/git/git.git', 'https://git.kernel.org/pub/scm/git/git.git', undefined],
  ['https://git.example.com:8443/acme/widget', 'https://git.example.com:8443/acme/widget', undefined],
  ['gitee.com/acme/widget', 'https://gitee.com/acme/widget.git', undefined],
]

describe('the name of a repository', () => {
  it.each(accepted)('%s is read', (written, url, ref) => {
    const address = parseRepoName(written)
    expect(address).toMatchObject({ kind: 'remote', ...(ref === undefined ? {} : { refs: ref.split(' ') }) })
    expect(address.kind === 'remote' && cloneUrl(address)).toBe(url)
  })

  it.each(['/srv/widget', './widget', '../widget', '~/widget', 'file:///srv/widget', 'C:\\widget'])(
    '%s is a local path',
    (path) => {
      expect(parseRepoName(path).kind).toBe('local')
    },
  )
})

export const forgeKinds = ['github', 'gitlab', 'gitea', 'gitee'] as const
export type ForgeKind = (typeof forgeKinds)[number]

export interface ForgeHost {
  readonly kind: ForgeKind
  /** Base of the forge's REST API. */
  readonly api: string
}

/** Public forges by host; other hosts are served by git alone unless configured. */
export const forgeHosts: Readonly<Record<string, ForgeHost>> = {
  'github.com': { kind: 'github', api: 'https://api.github.com' },
  'gitlab.com': { kind: 'gitlab', api: 'https://gitlab.com/api/v4' },
  'codeberg.org': { kind: 'gitea', api: 'https://codeberg.org/api/v1' },
  'gitee.com': { kind: 'gitee', api: 'https://gitee.com/api/v5' },
}

/** Prefixes that people write instead of a host. */
export const hostShorthands: Readonly<Record<string, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  codeberg: 'codeberg.org',
  gitee: 'gitee.com',
}

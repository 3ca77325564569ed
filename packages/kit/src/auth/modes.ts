/** Who may come in over HTTP (DESIGN section 4); apart from the code, so that reading settings does not load crypto. */
export const authModes = ['keys', 'passthrough', 'none'] as const

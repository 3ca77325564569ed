import { existsSync } from 'node:fs'

/** Debian's Chromium, which tests look at pages with. */
export const chromiumPath = '/usr/bin/chromium'

/** For the names of tests that are skipped; empty where it is there. */
export const chromiumMissing = existsSync(chromiumPath) ? '' : ' (needs the Debian package chromium)'

/** Flags that keep it quiet on a closed network. */
export const quietChromium: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

import { tmpdir } from 'node:os'
import type { Browser } from 'playwright-core'
import { findChromium } from './chromium.ts'
import { RenderError } from './renderer.ts'

/** Old-generation heap of one page's scripts, MiB. */
const scriptHeapMb = 512

const flags = [
  // Nothing but the page goes over the network, and nothing of it past the proxy: no QUIC, no WebRTC by UDP, no names
  // looked up by the browser itself (the proxy's own address is not a name, but counts as one).
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-domain-reliability',
  '--dns-prefetch-disable',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--mute-audio',
  '--disable-gpu',
  '--blink-settings=imagesEnabled=false',
  `--js-flags=--max-old-space-size=${scriptHeapMb}`,
]

/** A child's environment without our keys in it; Windows programs do not start without the system's. */
const environment =
  process.platform === 'win32' ? {} : { env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: tmpdir(), LANG: 'C.UTF-8' } }

/**
 * Starts the Chromium that the machine has; nothing is downloaded. Its sandbox stays on, except for root, whose Chromium
 * does not start with it.
 * @throws RenderError of kind `no_browser` that says what is missing
 */
export async function launchBrowser(path: string | undefined, timeoutMs: number): Promise<Browser> {
  const executablePath = await findChromium(path)
  if (executablePath === undefined) {
    const what = path === undefined ? 'no Chromium was found on this machine' : `there is no program at ${path}`
    const message = `The page is made by scripts, and ${what}. Install Chromium (Debian: apt-get install chromium), or give its path in SENSORIUM_CHROMIUM_PATH.`
    throw new RenderError('no_browser', message)
  }
  const { chromium } = await import('playwright-core').catch((cause: unknown) => {
    throw new RenderError('no_browser', 'Rendering needs the package playwright-core; install it.', { cause })
  })
  try {
    return await chromium.launch({
      executablePath,
      args: flags,
      chromiumSandbox: process.getuid?.() !== 0,
      timeout: timeoutMs,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...environment,
    })
  } catch (cause) {
    const message = `Chromium at ${executablePath} does not start. Where its sandbox is not permitted, allow user namespaces.`
    throw new RenderError('no_browser', message, { cause })
  }
}

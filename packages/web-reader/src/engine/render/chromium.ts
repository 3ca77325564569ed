import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'

/** Names under which systems install Chromium and its kin; only a browser that is already there is used. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'chrome',
]

const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/usr/lib/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

function candidates(): string[] {
  const fixed = places[process.platform] ?? []
  return process.platform === 'linux' ? names.flatMap((name) => fixed.map((folder) => join(folder, name))) : [...fixed]
}

/** Path of a Chromium on this machine: the given one or the first that is found; undefined when there is none. */
export async function findChromium(given: string | undefined): Promise<string | undefined> {
  for (const path of given === undefined ? candidates() : [given]) {
    try {
      await access(path, constants.X_OK)
      return path
    } catch {}
  }
  return undefined
}

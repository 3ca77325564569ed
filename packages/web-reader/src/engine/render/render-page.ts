import { NetError } from '@sensorium/net'
import { RenderError, type Rendered, type Renderer } from './renderer.ts'

/** Milliseconds kept back for reading what was rendered, and the least that is worth starting a page for. */
const extractionMs = 1500
const leastMs = 1000

const shown = 'what is shown may be a small part of it'

/** The page as scripts made it, or why there is none, as a sentence for the reader. */
export type Attempt = { readonly page: Rendered } | { readonly notice: string }

/** Renders a page that needs its scripts in what is left until `deadline` (Date.now); no failure but a cancellation is thrown. */
export async function renderPage(
  renderer: Renderer | undefined,
  url: string,
  deadline: number,
  signal: AbortSignal,
): Promise<Attempt> {
  if (renderer === undefined) {
    return { notice: `The page fills itself by scripts, and rendering is off (SENSORIUM_RENDER=never): ${shown}.` }
  }
  const timeoutMs = deadline - Date.now() - extractionMs
  if (timeoutMs < leastMs) {
    return {
      notice: `The page fills itself by scripts, and no time was left to run them; a longer timeout helps: ${shown}.`,
    }
  }
  try {
    return { page: await renderer.render({ url, timeoutMs }, signal) }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RenderError || NetError.isInstance(error)) {
      return { notice: `The page fills itself by scripts, which were not run: ${shown}. ${error.message}` }
    }
    throw error
  }
}

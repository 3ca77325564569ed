import type { Browser } from 'playwright-core'

/** A browser in use; dispose the lease when the page is done. */
export interface Lease extends Disposable {
  readonly browser: Browser
}

export interface BrowserKeeper extends AsyncDisposable {
  /** The running browser, or a new one. @throws what `launch` throws */
  readonly lease: (timeoutMs: number) => Promise<Lease>
}

/** Keeps one browser: launched by the first lease, launched anew when it has gone, closed `idleMs` after the last one ends. */
export function keepBrowser(launch: (timeoutMs: number) => Promise<Browser>, idleMs: number): BrowserKeeper {
  let running: Promise<Browser> | undefined
  let leases = 0
  let idle: NodeJS.Timeout | undefined

  const close = async () => {
    clearTimeout(idle)
    const browser = running
    running = undefined
    await (await browser?.catch(() => undefined))?.close()
  }

  const start = (timeoutMs: number): Promise<Browser> => {
    const started = launch(timeoutMs)
    const forget = () => {
      if (running === started) running = undefined
    }
    started.then((browser) => browser.on('disconnected', forget), forget)
    return started
  }

  const release = () => {
    leases -= 1
    if (leases === 0) idle = setTimeout(() => void close(), idleMs).unref()
  }

  return {
    lease: async (timeoutMs) => {
      clearTimeout(idle)
      leases += 1
      try {
        running ??= start(timeoutMs)
        const browser = await running
        return { browser, [Symbol.dispose]: release }
      } catch (error) {
        release()
        throw error
      }
    },
    [Symbol.asyncDispose]: close,
  }
}

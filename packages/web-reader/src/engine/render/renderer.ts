import type { Fetcher, ProxySettings } from '@sensorium/net'

export interface RenderRequest {
  readonly url: string
  /** Milliseconds for everything, the browser's start included. */
  readonly timeoutMs: number
  /** Preferred languages, e.g. `en-US,en`. */
  readonly language?: string
}

/** A page after its scripts have run. */
export interface Rendered {
  readonly html: string
  /** The address after redirects and scripts. */
  readonly url: string
  readonly status: number
  readonly title: string
  /** What a reader should know: sub-requests refused, a page that never came to rest. One sentence each. */
  readonly notices: readonly string[]
}

export type RenderErrorKind = 'no_browser' | 'blocked' | 'timeout' | 'too_large' | 'unavailable'

/** Why a page was not rendered; the message is fit for a model and says what is missing. */
export class RenderError extends Error {
  readonly kind: RenderErrorKind

  constructor(kind: RenderErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RenderError'
    this.kind = kind
  }
}

export interface RendererOptions {
  /** Path of a Chromium; without one the usual places are searched. */
  readonly chromiumPath?: string | undefined
  readonly allowHosts?: readonly string[]
  readonly proxy?: ProxySettings
  readonly userAgent?: string | undefined
  /** The manners that the fetcher keeps to, which hold for the browser as well; none without. */
  readonly manners?: Pick<Fetcher, 'visit' | 'heard'>
  /** Pages rendered at one time; further ones wait. Default 2. */
  readonly concurrency?: number
  /** Milliseconds without a page after which the browser is closed. Default 60,000. */
  readonly idleMs?: number
}

export interface Renderer extends AsyncDisposable {
  /** @throws RenderError, a NetError for an address that may not be fetched, or the signal's reason */
  readonly render: (request: RenderRequest, signal: AbortSignal) => Promise<Rendered>
}

import { createFetcher } from '@sensorium/net'
import type { Rest } from '@sensorium/provider'
import PQueue from 'p-queue'
import type { Config } from '../config.ts'
import type { Sampling } from './models/ask.ts'
import { type ModelsFor, openModels } from './models/models.ts'
import { createOcr, type Ocr } from './ocr/ocr.ts'
import { findSystemTesseract } from './ocr/system-tesseract.ts'
import { findTesseractJs } from './ocr/tesseract-js.ts'
import { fetchBytes } from './sources/fetch-bytes.ts'
import { createLoader, type Loader } from './sources/load.ts'

/** What every tool of this server looks with; opened once per process. */
export interface Eyes {
  readonly sources: Loader
  readonly modelsFor: ModelsFor
  /** The configured models that rest now. */
  readonly resting: () => readonly Rest[]
  readonly sampling: Sampling
  /** Hand addresses of pictures to the vendor instead of fetching them. */
  readonly passUrls: boolean
  readonly ocr: Ocr
  /** Bounds how many pictures are decoded at once, and so the memory they take. */
  readonly decoding: PQueue
}

/** Pictures decoded at once. */
const slots = 2

/** Opens what needs opening; sharp, OCR and the network load with the first call that needs them. */
export function openEyes(config: Config, scope: AsyncDisposableStack): Eyes {
  const { allowPrivateHosts, httpProxy, httpsProxy, noProxy } = config
  const fetcher = scope.use(createFetcher({ allowHosts: allowPrivateHosts, proxy: { httpProxy, httpsProxy, noProxy } }))
  const decoding = new PQueue({ concurrency: slots })
  const findOcr = async () =>
    (await findSystemTesseract(config.ocrLanguages)) ?? (await findTesseractJs(config.ocrLanguages, scope))

  const { modelsFor, resting } = openModels(config, scope)

  return {
    sources: createLoader({
      roots: config.visionRoots,
      cwd: process.cwd(),
      fetchBytes: (url, signal) => fetchBytes(fetcher, url, signal),
    }),
    modelsFor,
    resting,
    sampling: config,
    passUrls: config.visionUrls === 'pass',
    ocr: createOcr(findOcr, new PQueue({ concurrency: slots })),
    decoding,
  }
}

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Characters or bytes of a page from which on collecting between two steps saves more memory than it costs time. */
const large = 2_000_000

let collector: (() => void) | undefined

/**
 * Collects garbage after a step of reading a large page. The engine would let what the first step left behind grow by
 * a third before it looked: measured on 10 MB, that is 25 MB of the process for 15 ms. Node gives the function only behind
 * a flag, which is set for as long as it takes to get it.
 */
export function collectAfter(size: number): void {
  if (size < large) return
  if (collector === undefined) {
    setFlagsFromString('--expose-gc')
    const found: unknown = runInNewContext('globalThis.gc')
    setFlagsFromString('--no-expose-gc')
    collector = typeof found === 'function' ? () => void found() : () => {}
  }
  collector()
}

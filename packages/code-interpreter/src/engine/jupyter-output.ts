import { z } from 'zod'
import type { KernelMessage } from './jupyter-kernel.ts'

type Display = { readonly kind: 'text' | 'markdown' | 'png'; readonly data: string }

/** What a kernel has said of one cell. */
export interface Heard {
  /** Takes a message; false when the cell has put out more than is kept. */
  readonly hear: (message: KernelMessage) => boolean
  /** The traceback without terminal colours, if the cell raised. */
  readonly error: () => string | null
  /** Whether it called exit(). */
  readonly exited: () => boolean
  readonly all: () => { stdout: string; stderr: string; displays: readonly Display[] }
}

const KEPT = 8 * 1024 * 1024

/** Text as messages carry it: whole or as lines. */
const text = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))])
const stream = z.object({ name: z.enum(['stdout', 'stderr']), text })
const raised = z.object({ ename: z.string(), traceback: z.array(z.string()) })
const shown = z.object({ data: z.record(z.string(), z.unknown()) })

/** The best form of a display: a picture, Markdown, else text. */
function displayOf(data: Readonly<Record<string, unknown>>): Display | undefined {
  const form = (type: string) => text.safeParse(data[type]).data
  const png = form('image/png')
  if (png) return { kind: 'png', data: png.replace(/\s/g, '') }
  const markdown = form('text/markdown')
  if (markdown) return { kind: 'markdown', data: markdown }
  const plain = form('text/plain')
  return plain === undefined ? undefined : { kind: 'text', data: plain }
}

/** Collects the output messages of a cell, up to a size; what has another shape is dropped. */
export function heard(): Heard {
  const streams = { stdout: '', stderr: '' }
  const displays: Display[] = []
  let error: z.output<typeof raised> | undefined
  let size = 0

  const take = ({ header, content }: KernelMessage) => {
    if (header.msg_type === 'stream') {
      const { data } = stream.safeParse(content)
      if (data) streams[data.name] += data.text
    } else if (header.msg_type === 'error') {
      error = raised.safeParse(content).data
    } else if (header.msg_type === 'display_data' || header.msg_type === 'execute_result') {
      const { data } = shown.safeParse(content)
      const display = data && displayOf(data.data)
      if (display) displays.push(display)
    }
  }
  return {
    hear(message) {
      size += JSON.stringify(message.content).length
      if (size <= KEPT) take(message)
      return size <= KEPT
    },
    error: () => error?.traceback.join('\n') ?? null,
    exited: () => error?.ename === 'SystemExit',
    all: () => ({ ...streams, displays }),
  }
}

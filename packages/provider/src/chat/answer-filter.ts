/** Text of an answer, sorted: what the model says and what it only thought. */
export interface Sorted {
  readonly text: string
  readonly reasoning: string
}

/** Blanks that are waited through for a thought to begin. */
const longestStart = 1000
const open = '<think>'
const close = '</think>'
const boxes = ['<|begin_of_box|>', '<|end_of_box|>'] as const

/**
 * Takes an answer in pieces and sorts out `<think>…</think>` at its start and the box marks anywhere, also where a mark
 * is split over pieces; blanks after a thought go with it. A `<think>` inside an answer stays: it may be what a picture
 * of code shows.
 */
export function createAnswerFilter(): { readonly push: (piece: string) => Sorted; readonly end: () => Sorted } {
  let state: 'start' | 'thinking' | 'answer' = 'start'
  let held = ''
  let thought = false

  const push = (piece: string): Sorted => {
    let text = ''
    let reasoning = ''
    held += piece
    if (state === 'start') {
      const begun = held.trimStart()
      if (begun.startsWith(open)) {
        state = 'thinking'
        held = begun.slice(open.length)
      } else if (!open.startsWith(begun) || held.length > longestStart) {
        state = 'answer'
        if (thought) held = begun
      }
    }
    if (state === 'thinking') {
      const end = held.indexOf(close)
      const keep = end < 0 ? held.length - undecided(held, [close]) : end
      reasoning = held.slice(0, keep)
      held = held.slice(keep)
      if (end >= 0) {
        // What follows the thought may be another one, or the answer.
        state = 'start'
        thought = true
        held = held.slice(close.length)
        const rest = push('')
        return { text: rest.text, reasoning: reasoning + rest.reasoning }
      }
    }
    if (state === 'answer') {
      for (const mark of boxes) held = held.replaceAll(mark, '')
      const keep = held.length - undecided(held, boxes)
      text = held.slice(0, keep)
      held = held.slice(keep)
    }
    return { text, reasoning }
  }

  return {
    push,
    end() {
      const rest = held
      held = ''
      if (state === 'thinking') return { text: '', reasoning: rest }
      return { text: state === 'start' && thought ? rest.trimStart() : rest, reasoning: '' }
    },
  }
}

/** Length of the longest end of `text` that may be the beginning of one of `marks`. */
function undecided(text: string, marks: readonly string[]): number {
  const last = text.lastIndexOf('<')
  if (last < 0) return 0
  const tail = text.slice(last)
  return marks.some((mark) => mark.startsWith(tail)) ? tail.length : 0
}

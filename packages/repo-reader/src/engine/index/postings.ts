/** Appends documents and counts of one term; ids must come in rising order. */
export class PostingWriter {
  #bytes = new Uint8Array(16)
  #length = 0
  #last = 0

  add(id: number, count: number): void {
    if (this.#length + 10 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#put(id - this.#last)
    this.#put(count)
    this.#last = id
  }

  take(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** LEB128: small gaps and counts, the usual ones, take a byte each. */
  #put(value: number): void {
    let rest = value
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.#bytes[this.#length++] = rest
  }
}

/** Calls `visit` with each document id and count of one term's postings. */
export function eachPosting(bytes: Uint8Array, visit: (id: number, count: number) => void): void {
  let at = 0
  let id = 0
  const take = () => {
    let value = 0
    let shift = 0
    for (;;) {
      const byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value
      shift += 7
    }
  }
  while (at < bytes.length) {
    id += take()
    visit(id, take())
  }
}

// Node 22 knows `Symbol.asyncDispose` and not the stack (Explicit Resource Management, section 12.4); as much of it as
// the sources use.
export class AsyncDisposableStack {
  #releases = []
  #disposed = false

  get disposed() {
    return this.#disposed
  }

  use(resource) {
    if (resource === null || resource === undefined) return resource
    const dispose = resource[Symbol.asyncDispose] ?? resource[Symbol.dispose]
    if (typeof dispose !== 'function') throw new TypeError('The resource cannot be disposed of.')
    return this.#add(() => dispose.call(resource), resource)
  }

  adopt(value, release) {
    return this.#add(() => release(value), value)
  }

  defer(release) {
    this.#add(release)
  }

  move() {
    const moved = new AsyncDisposableStack()
    moved.#releases = this.#releases
    this.#releases = []
    this.#disposed = true
    return moved
  }

  async disposeAsync() {
    this.#disposed = true
    let failure
    for (const release of this.#releases.splice(0).reverse()) {
      try {
        await release()
      } catch (error) {
        // The latest failure is thrown and holds those before it, as SuppressedError does.
        failure = { error: failure === undefined ? error : suppress(error, failure.error) }
      }
    }
    if (failure !== undefined) throw failure.error
  }

  [Symbol.asyncDispose]() {
    return this.disposeAsync()
  }

  #add(release, value) {
    if (this.#disposed) throw new ReferenceError('The stack is disposed of.')
    this.#releases.push(release)
    return value
  }
}

function suppress(error, suppressed) {
  return Object.assign(new Error('An error was suppressed during disposal.'), {
    name: 'SuppressedError',
    error,
    suppressed,
  })
}

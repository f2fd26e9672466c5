const sorted = values => [...values].sort((one, other) => one - other)

export const median = values => sorted(values)[Math.floor(values.length / 2)]

export const p99 = values => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * 0.99))]

export const mebibytes = bytes => (bytes / 1024 / 1024).toFixed(1)

/** What a promise was rejected with; undefined where it was not. */
export const failure = promise =>
  promise.then(
    () => undefined,
    error => error,
  )

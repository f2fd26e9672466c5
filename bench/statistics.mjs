const sorted = values => [...values].sort((one, other) => one - other)

/** @param part 0.9 for the value that nine of ten stay below */
export const quantile = (values, part) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))]

export const median = values => quantile(values, 0.5)

export const p99 = values => quantile(values, 0.99)

export const mebibytes = bytes => (bytes / 1024 / 1024).toFixed(1)

/** What a promise was rejected with; undefined where it was not. */
export const failure = promise =>
  promise.then(
    () => undefined,
    error => error,
  )

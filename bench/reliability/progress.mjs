// How far a long figure is, on stderr: one line that is written over on a terminal, else a line now and then.
const { isTTY } = process.stderr
const everyMs = isTTY ? 100 : 10_000

/** Gives the function that a figure tells its progress to. */
export function progressOf(name) {
  let toldAt = performance.now()
  return (done, all, what = '') => {
    if (performance.now() - toldAt < everyMs) return
    toldAt = performance.now()
    const text = `${name}: ${done} of ${all} ${what}`.trim()
    process.stderr.write(isTTY ? `\r\x1b[K${text}` : `${text}\n`)
  }
}

/** Makes room for what is printed. */
export function clearProgress() {
  if (isTTY) process.stderr.write('\r\x1b[K')
}

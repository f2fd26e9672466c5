/** Cuts output into lines. */
export interface LineLogger {
  add(text: string): void
  /** Gives what has no line end yet. */
  end(): void
}

/** @param onLine gets each line, without its end */
export function lineLogger(onLine: (line: string) => void): LineLogger {
  let rest = ''
  return {
    add(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      for (const line of lines) onLine(line)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

/** Something in a source file that is not understood. It names the place, so that it can be mended there. */
export class SourceError extends Error {
  constructor(file: string, line: number | undefined, problem: string) {
    super(`${file}:${line ?? 1}: ${problem}`)
  }
}

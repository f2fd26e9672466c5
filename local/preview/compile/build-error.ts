/** One thing in the mini program's source that keeps it from being built. */
export interface BuildProblem {
  /** The file, relative to the mini program's folder, with forward slashes. */
  file: string
  /** Counted from 1; absent when the whole file is meant. */
  line?: number
  column?: number
  message: string
}

/** The mini program cannot be built; `problems` says where and why. */
export class BuildError extends Error {
  constructor(readonly problems: BuildProblem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.name = 'BuildError'
  }
}

/** `pages/a/a.wxml:3:7 the words`, the form that editors turn into a link. */
export function describeProblem({ file, line, column, message }: BuildProblem): string {
  const place = [file, line, column].filter(part => part !== undefined).join(':')
  return `${place} ${message}`
}

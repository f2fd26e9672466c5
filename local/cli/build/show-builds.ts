import { gzipSync } from 'node:zlib'
import type { Finding } from '../../project/finding'
import { plainText, type Screen, safeJson } from '../output/screen'
import { showFindings } from '../output/show-findings'
import { formatTable } from '../output/table'
import { bytesOf, type Made } from './make-function'
import type { OutputFolder } from './output-folder'
import { en } from './texts/en'

/** How a function was built, or why not. */
export interface Report {
  readonly name: string
  readonly made?: Made
  readonly errors: readonly string[]
  readonly milliseconds: number
}

/** What one build of several functions came to. */
export interface Outcome {
  readonly project: string
  readonly output: OutputFolder
  readonly reports: readonly Report[]
  readonly findings: readonly Finding[]
  /** The functions whose source is gone. */
  readonly gone: readonly string[]
  readonly isDryRun: boolean
  /** What to write into project.config.json, so that DevTools shows what was built. */
  readonly rootToSet?: string
}

/** What a zip of the files has, near enough. */
const gzipBytesOf = (files: Made['files']): number =>
  Array.from(files.values()).reduce((sum, file) => sum + gzipSync(file).length, 0)

/** Prints what was built as one line for a script. */
export function printBuilds(
  { project, output, reports, findings, gone, isDryRun }: Outcome,
  { print }: Screen,
): void {
  const functions = reports.map(({ name, made, errors, milliseconds }) => ({
    name,
    ...(made && {
      bundled: made.isBundled,
      files: Array.from(made.files, ([path, { length }]) => ({ path, bytes: length })),
      bytes: bytesOf(made.files),
      gzipBytes: gzipBytesOf(made.files),
      packages: made.packages,
      warnings: made.warnings,
    }),
    ...(errors.length > 0 && { errors }),
    milliseconds,
  }))
  print(safeJson({ project, out: output.path, dryRun: isDryRun, functions, removed: gone, findings }))
}

/** Shows what was built. */
export function showBuilds(outcome: Outcome, screen: Screen): void {
  const { output, reports, findings, gone, isDryRun, rootToSet } = outcome
  const { print, note, columns: width, colours, noteColours } = screen
  const built = reports.filter(({ made }) => made)
  const rows = built.map(one => cellsOf(one).map(plainText))
  const columns = [{ paint: colours.name }, {}, {}, { least: 20, paint: colours.faint }]
  for (const line of formatTable(rows, columns, { width })) print(line)
  if (isDryRun)
    for (const { name, made } of built)
      for (const [path, { length }] of made!.files)
        print(plainText(en.would(`${output.shown}/${name}/${path}`, length)))
  for (const name of gone) {
    const path = `${output.shown}/${name}/`
    print(plainText(isDryRun ? en.wouldRemove(path) : en.removed(path)))
  }
  for (const report of reports) showTrouble(report, screen)
  showFindings(findings, screen, { isFull: true })
  const failed = reports.length - built.length
  const faults = findings.filter(({ severity }) => severity === 'fault').length
  if (built.length > 0) {
    const end = isDryRun ? en.wouldBuild : en.built
    note(noteColours.good(end(built.length, output.shown)))
    if (rootToSet !== undefined) note(en.nameOutput(rootToSet))
    if (!isDryRun && failed + faults === 0) note(en.upload)
  }
  if (failed + faults > 0) note(noteColours.bad(en.notAll(failed, faults)))
}

/** Shows one function that was built again: a line, and what is wrong with it. */
export function showBuild(report: Report, screen: Screen): void {
  if (report.made)
    screen.print(plainText([...cellsOf(report).slice(0, 3), en.took(report.milliseconds)].join('  ')))
  showTrouble(report, screen)
}

function cellsOf({ name, made }: Report): string[] {
  const { isBundled, files, packages } = made!
  const names = Object.keys(packages)
  return [
    name,
    isBundled ? en.bundled : en.copied,
    en.sizes(bytesOf(files), gzipBytesOf(files)),
    names.length > 0 ? en.packages(names.join(', ')) : '',
  ]
}

function showTrouble({ name, made, errors }: Report, { note, noteColours: { bad } }: Screen): void {
  for (const warning of made?.warnings ?? []) note(plainText(en.warning(name, warning)))
  if (errors.length > 0) note(bad(plainText(en.failed(name))))
  for (const error of errors) note(`  ${plainText(error)}`)
}

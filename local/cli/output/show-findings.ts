import { realpathSync } from 'node:fs'
import { type Finding, showPlace } from '../../project/finding'
import type { Project } from '../../project/open-project'
import { en } from '../permissions/texts/en'
import type { Screen } from './screen'
import { plainText as plain } from './screen'

/**
 * Writes findings as lines that editors and CI read, `file:line:column: what`; in a GitHub Action as annotations too.
 * @param isFull whether each is followed by why it matters and how to fix it
 */
export function showFindings(
  findings: readonly Finding[],
  screen: Screen,
  { isFull, environment = process.env }: { isFull: boolean; environment?: NodeJS.ProcessEnv },
): void {
  const { print, colours } = screen
  for (const finding of findings) {
    const { place, severity, what, why, fix } = finding
    const kind = severity === 'fault' ? finding.kind : en.findings.severity(severity, finding.kind)
    const mark =
      severity === 'fault' ? colours.bad(kind) : severity === 'warning' ? kind : colours.faint(kind)
    print(`${colours.strong(plain(showPlace(place)))}: ${mark}: ${plain(what)}`)
    if (!isFull) continue
    if (why !== undefined) print(`    ${en.findings.why}: ${plain(why)}`)
    if (fix !== undefined) print(`    ${en.findings.fix}: ${plain(fix)}`)
  }
  if (environment.GITHUB_ACTIONS === 'true') for (const finding of findings) print(annotation(finding))
}

/** A sentence for the end of a summary that names the project where it is not the folder one is in, else nothing. */
export const sayProject = ({ folder }: Project): string =>
  folder === realpathSync(process.cwd()) ? '' : en.findings.projectIs(plain(folder))

/** A finding as the workflow command that marks the line in a pull request. */
function annotation({ severity, place, kind, what, fix }: Finding): string {
  const level = { fault: 'error', warning: 'warning', note: 'notice' }[severity]
  const { file, line, column } = place
  const facts = `file=${escapeFact(file)},line=${line},col=${column},title=${escapeFact(kind)}`
  return plain(`::${level} ${facts}::${escapeText(fix === undefined ? what : `${what}. ${fix}`)}`)
}

const escapeText = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
const escapeFact = (text: string): string => escapeText(text).replace(/:/g, '%3A').replace(/,/g, '%2C')

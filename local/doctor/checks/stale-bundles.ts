import { existsSync, statSync } from 'node:fs'
import type { Finding } from '../../project/finding'
import { pathFrom } from '../../project/inside'
import { inputsOf } from '../project/inputs'
import { type Check, listNames } from './check'

// A checkout writes source and bundle within moments of each other, in no order that says anything.
const sameMomentMs = 2000

/** Whether what will be uploaded was made of what stands in the source. */
export const checkBundles: Check = ({ project, library, functions }) => {
  const findings: Finding[] = []
  const unbuilt: string[] = []
  for (const { name, on } of functions) {
    if (on.entry === undefined || on.entry === on.bundle || !/\.[mc]?tsx?$/.test(on.entry)) continue
    if (!existsSync(on.bundle)) {
      unbuilt.push(name)
      continue
    }
    const built = statSync(on.bundle).mtimeMs
    const newer = inputsOf(on.entry, library).filter(path => statSync(path).mtimeMs > built + sameMomentMs)
    if (newer.length === 0) continue
    const files = newer.map(path => pathFrom(project.folder, path))
    findings.push({
      severity: 'fault',
      kind: 'staleBundle',
      function: name,
      place: { file: pathFrom(project.folder, on.bundle), line: 1, column: 1 },
      what: `it is older than ${listNames(files, 4)}, of which it is made`,
      why: 'an upload would bring the old code',
      fix: 'build the functions again, with npm run build:functions or your own build',
    })
  }
  if (unbuilt.length > 0) {
    findings.push({
      severity: 'note',
      kind: 'staleBundle',
      place: { file: pathFrom(project.folder, project.functions.path!), line: 1, column: 1 },
      what: `${listNames(unbuilt)} ${unbuilt.length === 1 ? 'has' : 'have'} no JavaScript yet, and WeChat runs nothing else`,
      fix: 'build the functions before you upload them',
    })
  }
  return findings
}

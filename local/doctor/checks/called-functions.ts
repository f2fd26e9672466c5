import type { Finding } from '../../project/finding'
import type { FunctionCall } from '../calls/records'
import { meant } from '../permissions/function-facts'
import type { Check } from './check'

/** CloudBase's own function, which calls its workflows and connectors. */
const cloudbaseModule = 'cloudbase_module'

/** Whether every cloud function that is called exists. */
export const checkCalledFunctions: Check = ({ project, functions, miniprogram }) => {
  const findings: Finding[] = []
  const names = functions.map(({ name }) => name)
  const check = (calls: readonly FunctionCall[], caller: string) => {
    for (const { name, place } of calls) {
      if (name === undefined) {
        const what = `the name of the function that ${caller} calls here is made while the program runs`
        findings.push({ severity: 'note', kind: 'missingFunction', place, what })
      } else if (!names.includes(name)) {
        if (name === cloudbaseModule) continue
        const guess = meant(name, names)
        const where = project.functions.written
        findings.push({
          // Without a name like it, it may be in the cloud all the same, from another repository.
          severity: guess ? 'fault' : 'warning',
          kind: 'missingFunction',
          place,
          what: `${caller} calls the function ${name}, which is not in ${where}${guess ? `; did you mean ${guess}?` : ''}`,
          why: `the call fails with -501000, function not found${guess ? '' : ', unless it is deployed from elsewhere'}`,
          fix: guess ? `call ${guess}, or make ${where}${name}/` : `make ${where}${name}/ with an index.js`,
        })
      }
    }
  }
  check(miniprogram?.functionCalls ?? [], 'the mini program')
  for (const { name, program } of functions) {
    if (program?.isExporting) check(program.functionCalls, name)
  }
  return findings
}

import type { Finding } from '../../project/finding'
import type { FunctionCall } from '../calls/records'
import { meant } from '../permissions/function-facts'
import { en } from '../texts/en'
import type { Check } from './check'

const texts = en.calledFunctions
/** CloudBase's own function, which calls its workflows and connectors. */
const cloudbaseModule = 'cloudbase_module'

/** Whether every cloud function that is called exists. */
export const checkCalledFunctions: Check = ({ project, functions, miniprogram }) => {
  const findings: Finding[] = []
  const names = functions.map(({ name }) => name)
  const check = (calls: readonly FunctionCall[], caller: string) => {
    for (const { name, place } of calls) {
      if (name === undefined) {
        findings.push({ severity: 'note', kind: 'missingFunction', place, what: texts.dynamic(caller) })
      } else if (!names.includes(name)) {
        if (name === cloudbaseModule) continue
        const guess = meant(name, names)
        const where = project.functions.written
        findings.push({
          // Without a name like it, it may be in the cloud all the same, from another repository.
          severity: guess ? 'fault' : 'warning',
          kind: 'missingFunction',
          place,
          what: texts.missing(caller, name, where, en.didYouMean(guess)),
          why: guess ? texts.why : texts.unlessElsewhere,
          fix: guess ? texts.callOrMake(guess, where, name) : texts.make(where, name),
        })
      }
    }
  }
  check(miniprogram?.functionCalls ?? [], texts.miniProgram)
  for (const { name, program } of functions) {
    if (program?.isExporting) check(program.functionCalls, name)
  }
  return findings
}

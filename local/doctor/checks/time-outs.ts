import type { Finding } from '../../project/finding'
import { projectFile } from '../../project/nearest-project'
import type { FunctionFacts } from '../permissions/function-facts'
import { type Check, listNames } from './check'

const kind = 'timeOut'
/** What a client waits at most when nobody says otherwise. */
const clientMs = 10_000
/** What the platform gives a function when nobody says otherwise. */
const platformSeconds = 3
const advice = 'set 20 s: a first call fetches a token too'

/** Whether a function lives longer than the calls it makes, wherever its time-out can be read. */
export const checkTimeouts: Check = ({ functions, deployment }) => {
  const findings: Finding[] = []
  const unseen: string[] = []
  for (const facts of functions) {
    const deadline = deadlineOf(facts)
    const isServing = (facts.program?.served.length ?? 0) > 0
    if (deadline === 0 && !isServing) continue
    const deployed = deployment.functions.get(facts.name)
    if (deployed?.timeout === undefined) unseen.push(facts.name)
    else if (deployed.timeout * 1000 <= deadline) {
      findings.push({
        severity: 'fault',
        kind,
        function: facts.name,
        place: deployed.place,
        what: `${facts.name} is ended after ${deployed.timeout} s, but a call in it may take ${deadline / 1000} s`,
        why: 'the function is killed in the middle of a call: no answer, no error, and a write may have been done',
        fix: `${advice}, or give the client a timeoutMs below it`,
      })
    } else if (isServing && deployed.timeout <= platformSeconds) {
      const what = `${facts.name} has ${deployed.timeout} s, which is short for serve`
      findings.push({
        severity: 'note',
        kind,
        function: facts.name,
        place: deployed.place,
        what,
        fix: advice,
      })
    }
  }
  if (unseen.length > 0) {
    findings.push({
      severity: 'note',
      kind,
      place: { file: projectFile, line: 1, column: 1 },
      what: `the time-out of ${listNames(unseen)} cannot be seen from here; it is ${platformSeconds} s unless somebody changed it`,
      fix: `${advice}, in the cloud console`,
    })
  }
  return findings
}

/** The longest that a call may take, in milliseconds; 0 where it is not known. `serve` keeps within its function. */
function deadlineOf({ program }: FunctionFacts): number {
  if (!program) return 0
  const { clients, calls, timeouts } = program
  const isReadyMade =
    calls.some(({ way }) => way === 'dropIn') && !clients.some(({ way }) => way === 'dropIn')
  return Math.max(
    0,
    ...clients.map(({ timeoutMs = clientMs }) => timeoutMs),
    ...timeouts.map(({ timeoutMs }) => timeoutMs),
    isReadyMade ? clientMs : 0,
  )
}

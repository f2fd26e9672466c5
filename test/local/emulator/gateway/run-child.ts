import { spawn } from 'node:child_process'

/** What came of one call in a child process. */
export interface Outcome {
  result?: any
  error?: Record<string, any>
}

const prelude = `
  const outcomes = {}
  const attempt = async (name, call) => {
    try {
      outcomes[name] = { result: await call() }
    } catch (error) {
      outcomes[name] = { error: { ...error, name: error?.name, message: error?.message } }
    }
  }`

/**
 * Runs a program in a node process of its own, with nothing in its environment but what is given, and gives what its
 * attempts came to: \`await attempt('name', () => call)\`.
 */
export function runChild(env: Record<string, string>, program: string): Promise<Record<string, Outcome>> {
  const source = `${prelude}
    ;(async () => { ${program} })().then(
      () => process.send(JSON.stringify(outcomes), () => process.exit()),
      error => { console.error(error); process.exit(1) })`
  const child = spawn(process.execPath, ['-e', source], {
    env: { PATH: process.env.PATH!, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr!.on('data', chunk => {
    said += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('message', outcomes => resolve(JSON.parse(outcomes as string)))
    child.once('close', code => reject(new Error(`the child ended with ${code}: ${said}`)))
  })
}

/** Program text that begins with a ready `cloud` of the untouched wx-server-sdk. */
export const withCloud = (program: string): string =>
  `const cloud = require('wx-server-sdk'); cloud.init({ env: 'local' }); ${program}`

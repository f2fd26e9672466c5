import { spawn } from 'node:child_process'

/** What came of one call in a child process. */
export interface Outcome {
  result?: any
  error?: { name: string; errCode?: unknown; errMsg?: unknown; message: string; code?: unknown }
}

const prelude = `
  const outcomes = {}
  const attempt = async (name, call) => {
    try {
      outcomes[name] = { result: await call() }
    } catch (error) {
      const { name: kind, errCode, errMsg, message, code } = error ?? {}
      outcomes[name] = { error: { name: kind, errCode, errMsg, message, code } }
    }
  }`

/**
 * Runs a program in a node process of its own, with nothing in its environment but what is given, and gives what its
 * attempts came to: \`await attempt('name', () => call)\`.
 */
export function runChild(env: Record<string, string>, program: string): Promise<Record<string, Outcome>> {
  const source = `${prelude}
    ;(async () => { ${program} })().then(
      () => process.send(outcomes, () => process.exit()),
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
    child.once('message', outcomes => resolve(outcomes as Record<string, Outcome>))
    child.once('close', code => reject(new Error(`the child ended with ${code}: ${said}`)))
  })
}

/** Program text that begins with a ready `cloud` of the untouched wx-server-sdk. */
export const withCloud = (program: string): string =>
  `const cloud = require('wx-server-sdk'); cloud.init({ env: 'local' }); ${program}`

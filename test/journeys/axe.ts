import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

interface Check {
  message: string
}

interface Finding {
  id: string
  impact: string | null
  nodes: { html: string; any: Check[] }[]
}

/**
 * What axe-core finds on a page that is serious or worse, and each text whose contrast it could not see, a line
 * each. A field without a value has no text to look at.
 */
export async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const { violations, incomplete } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: Finding[]; incomplete: Finding[] }> }
    }
    return axe.run()
  })
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const unseen = incomplete
    .filter(({ id }) => id === 'color-contrast')
    .map(({ nodes, ...finding }) => ({ ...finding, nodes: nodes.filter(node => !isEmptyField(node.any)) }))
  return serious
    .concat(unseen)
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any.map(({ message }) => message)}`),
    )
}

const isEmptyField = (checks: Check[]) => checks.some(({ message }) => message.includes('has no value'))

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import * as catalogue from '../../shared/catalogue'
import { bundleScript } from '../support/bundle'
import type { Pair } from './both-sides'
import { withoutMended } from './mended'
import { isHiddenByFunction, makePlan, rowsOf, type Sample } from './plan'

const perRow = process.env.TEST_SCALE === 'full' ? 10 : 2
const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
const repository = join(__dirname, '../..')
// What cannot be called at all through the SDK is proved in mended.test.ts.
const rows = rowsOf(catalogue).filter(([name]) => !isHiddenByFunction(name))

let samples: Sample[]
let pairs: Pair[]
beforeAll(async () => {
  console.info(`difference: TEST_SEED=${seed}, ${perRow} samples a method`)
  samples = makePlan(rows, perRow, seed)
  pairs = await runBothSides(samples)
})

async function runBothSides(plan: Sample[]): Promise<Pair[]> {
  const { file, remove } = await bundleScript(
    "import { takeSamples } from './test/difference/both-sides'\ntakeSamples()",
  )
  // Nothing of this shell: an appid of the environment must not find its way into a call.
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr!.on('data', chunk => {
    said += chunk
  })
  try {
    return await new Promise((resolve, reject) => {
      child.once('message', text => resolve(JSON.parse(text as string)))
      child.once('close', code => reject(new Error(`the child ended with ${code}: ${said}`)))
      child.send({ samples: plan, repository })
    })
  } finally {
    remove()
  }
}

const of = (name: string) =>
  samples.map((sample, at) => ({ sample, pair: pairs[at] })).filter(({ sample }) => sample.name === name)

test('every method of the catalogue was called on both sides', () => {
  expect(new Set(samples.map(({ name }) => name)).size).toBe(rows.length)
  expect(pairs.every(({ theirs, ours }) => theirs && ours)).toBe(true)
})

test('both kinds of end, and answers of every kind, were among them', () => {
  const seen = pairs.map(({ ours }) => ours)
  expect(seen.filter(({ error }) => error).length).toBeGreaterThan(rows.length / 10)
  expect(seen.filter(({ result }) => result).length).toBeGreaterThan(rows.length)
  expect(seen.some(({ result }) => Object.keys(result ?? {}).includes('buffer'))).toBe(true)
})

describe.each(rows.map(([name]) => name))('%s', name => {
  test('WeChat sees the same request', () => {
    for (const { sample, pair } of of(name)) {
      expect(withoutMended(pair.ourRequest, sample)).toEqual(withoutMended(pair.theirRequest, sample))
    }
  })

  test('the user sees the same result or error', () => {
    for (const { pair } of of(name)) {
      expect(pair.ours.result).toEqual(pair.theirs.result)
      expect(pair.ours.error).toEqual(pair.theirs.error)
      expect(pair.ours.inspected).toBe(pair.theirs.inspected)
    }
  })
})

// The packages of functions, from the registry, once for each list of dependencies.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from './find.mjs'

/** No program of a package runs meanwhile: what needs to be compiled is not there then. */
const options = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
  '--legacy-peer-deps',
  '--prefer-offline',
  '--loglevel=error',
]

const longestMs = 240_000

/** What a registry has: the packages of a workspace are not in it. */
const isPublic = ([, range]) => typeof range === 'string' && !/^(workspace|file|link|git|https?):/.test(range)

/**
 * Gives a function its packages, unless it brings all of them.
 * @param cache where they are kept
 * @returns why it has none, for a person; undefined where all is well
 */
export function install({ folder }, cache) {
  const own = join(folder, 'node_modules')
  const wanted = Object.entries(readJson(join(folder, 'package.json'))?.dependencies ?? {}).filter(isPublic)
  if (wanted.every(([name]) => existsSync(join(own, name)))) return undefined
  const dependencies = Object.fromEntries(wanted.sort(([a], [b]) => (a < b ? -1 : 1)))
  const text = JSON.stringify({ name: 'packages', private: true, dependencies }, null, 2)
  const place = join(cache, createHash('sha256').update(text).digest('hex').slice(0, 16))
  const record = join(place, 'installed.txt')
  if (!existsSync(record)) {
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'package.json'), text)
    const { status, stderr } = spawnSync('npm', ['install', ...options], {
      cwd: place,
      encoding: 'utf8',
      timeout: longestMs,
    })
    writeFileSync(record, status === 0 ? '' : `npm install: ${stderr.split('\n').slice(0, 3).join(' ')}`)
  }
  mkdirSync(join(place, 'node_modules'), { recursive: true })
  // A part of them is in some repositories.
  if (existsSync(own)) renameSync(own, join(folder, '.node_modules'))
  symlinkSync(join(place, 'node_modules'), own)
  return readFileSync(record, 'utf8') || undefined
}

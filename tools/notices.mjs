// The licences of what is bundled.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders of the packages that bundles carry code of, in their order. */
function bundledPackages(metafiles) {
  const files = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([file]) => file),
    ),
  )
  const folders = files.map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
  return [...new Set(folders.filter(folder => folder !== undefined))].sort()
}

/**
 * The licences of the packages that bundles carry code of, as one text.
 * @param {import('esbuild').Metafile[]} metafiles what esbuild says about the bundles
 * @throws Error naming a package that ships no licence: its code cannot be shipped either
 */
export function noticesOf(metafiles) {
  const folders = bundledPackages(metafiles)
  return `This package contains code of the following packages.\n${folders.map(noticeOf).join('')}`
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter(file => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8').trim())
  if (texts.length === 0) throw new Error(`${name} is bundled and has no licence to ship with it`)
  return `\n${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`
}

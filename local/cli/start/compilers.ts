import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What compiles a mini program and shows it, with the versions it takes; package.json has them as optional peers. */
export const compilers: { readonly [name: string]: string } = {
  esbuild: '>=0.20',
  'glass-easel': '0.12.1',
  'glass-easel-miniprogram-adapter': '0.12.1',
  'glass-easel-template-compiler': '0.12.1',
  postcss: '^8',
  'postcss-selector-parser': '^7',
}

/**
 * The command that installs what is missing of them.
 * @param from the file beside which they are looked for
 * @returns undefined when nothing is missing
 */
export function installCommand(from: string): string | undefined {
  const { resolve } = createRequire(from)
  const isThere = (name: string) => resolve.paths(name)?.some(folder => existsSync(join(folder, name)))
  const missing = Object.keys(compilers).filter(name => !isThere(name))
  // Without signs that a shell would read; of what may be newer, the newest.
  const wanted = missing.map(name => {
    const range = compilers[name]!
    return range.startsWith('>=') ? name : `${name}@${range.replace('^', '')}`
  })
  return missing.length > 0 ? `npm install --save-dev ${wanted.join(' ')}` : undefined
}

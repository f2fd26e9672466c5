import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRecord } from '../../shared/schema/objects'

/** How each package manager installs packages that only developers need, and the files by which it is known. */
const managers = {
  pnpm: { install: 'pnpm add --save-dev', files: ['pnpm-lock.yaml'] },
  yarn: { install: 'yarn add --dev', files: ['yarn.lock'] },
  bun: { install: 'bun add --dev', files: ['bun.lock', 'bun.lockb'] },
  npm: { install: 'npm install --save-dev', files: ['package-lock.json', 'npm-shrinkwrap.json'] },
} as const

type Manager = keyof typeof managers

/** The command that installs packages for the development of a project, with the package manager that it uses. */
export function installCommandOf(folder: string, packages: readonly string[]): string {
  return `${managers[managerOf(folder)].install} ${packages.join(' ')}`
}

/** What package.json names, or whose lock file is nearest. */
function managerOf(from: string): Manager {
  const names = Object.keys(managers) as Manager[]
  for (let folder = from; ; folder = dirname(folder)) {
    const named = namedIn(join(folder, 'package.json'))
    const found =
      names.find(name => named?.startsWith(`${name}@`)) ??
      names.find(name => managers[name].files.some(file => existsSync(join(folder, file))))
    if (found) return found
    if (dirname(folder) === folder) return 'npm'
  }
}

function namedIn(manifest: string): string | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
    const { packageManager } = isRecord(json) ? json : {}
    return typeof packageManager === 'string' ? packageManager : undefined
  } catch {
    return undefined
  }
}

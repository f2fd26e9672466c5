import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Checked, checkPermissions } from '../../../local/doctor/permissions/check-project'
import { Library } from '../../../local/doctor/project/library'
import { showPlace } from '../../../local/project/finding'
import { openProject } from '../../../local/project/open-project'

/** Folders for the tests of a file, gone after it. */
export interface Folders {
  /** A folder with these files. */
  make(files: Record<string, string>): string
  /** A copy of a sample project. */
  copy(name: string): string
}

export function useFolders(): Folders {
  let root = ''
  const create = () => realpathSync(mkdtempSync(join(root, 'project-')))
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'wx-doctor-test-'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return {
    make(files) {
      const folder = create()
      write(folder, files)
      return folder
    },
    copy(name) {
      const folder = create()
      cpSync(join(__dirname, 'fixtures', name), folder, { recursive: true })
      return folder
    },
  }
}

/** Writes files below a folder. */
export function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Checks the permissions of the project in a folder. */
export function check(folder: string, also: string[] = []): Checked {
  return checkPermissions(openProject(folder), new Library(folder, also))
}

/** What is found, each as `place kind permission`. */
export const told = ({ findings }: Checked): string[] =>
  findings.map(({ place, kind, permission, severity }) =>
    [showPlace(place), severity === 'note' ? `note ${kind}` : kind, permission].filter(Boolean).join(' '),
  )

import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataFolderOf, openData } from '../../../local/cli/start/open-data'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'wx-openapi-open-data-')))
})
afterEach(() => rmSync(folder, { recursive: true }))

const project = () => ({ folder, functionFolder: join(folder, 'cloudfunctions') })

/** A mini program in a folder of the project, as its project.config.json says. */
function makeMiniProgram(at: string, said: string | undefined): void {
  mkdirSync(join(folder, at), { recursive: true })
  writeFileSync(join(folder, at, 'app.json'), '{}')
  writeFileSync(join(folder, 'project.config.json'), JSON.stringify({ miniprogramRoot: said }))
}

test.each([
  ['./', '.'],
  ['', '.'],
  [undefined, '.'],
])('the folder is not in the project where miniprogramRoot is %j', (said, at) => {
  makeMiniProgram(at, said)
  const found = dataFolderOf(project(), undefined)
  expect(found.startsWith(folder)).toBe(false)
  expect(found.startsWith(homedir()) || found.startsWith(process.env.XDG_CACHE_HOME ?? homedir())).toBe(true)
  // Another project of the same name has a folder of its own.
  expect(dataFolderOf({ ...project(), folder: realpathSync(tmpdir()) }, undefined)).not.toBe(found)
})

test('a mini program beside it leaves the folder in the project', () => {
  makeMiniProgram('miniprogram', 'miniprogram/')
  expect(dataFolderOf(project(), undefined)).toBe(join(folder, '.wx-openapi'))
})

test.each([
  ['in the mini program', (root: string) => join(root, 'data')],
  ['the mini program itself', (root: string) => root],
  [
    'a link into it',
    (root: string) => {
      symlinkSync(root, join(folder, 'link'))
      return join(folder, 'link/deep/data')
    },
  ],
])('a given folder that is %s is refused', (_, given) => {
  makeMiniProgram('miniprogram', 'miniprogram/')
  const path = given(join(folder, 'miniprogram'))
  expect(() => dataFolderOf(project(), path)).toThrow(/is in the mini program, and would be uploaded with it/)
  expect(dataFolderOf(project(), join(folder, 'data'))).toBe(join(folder, 'data'))
})

test('where the usual folder cannot be made it works in memory and says so; one that was given is refused', async () => {
  writeFileSync(join(folder, 'file'), '')
  // Nobody, not even root, can make a folder in a file.
  symlinkSync(join(folder, 'file/none'), join(folder, '.wx-openapi'))
  const told: string[] = []
  const opened = await openData(project(), {}, line => told.push(line))
  expect([opened.folder, opened.words()]).toEqual([undefined, 'in memory, gone with the emulator'])
  expect(told).toEqual([
    expect.stringMatching(/^Nothing is kept: E\w+\. Database and storage are in memory\.$/),
  ])
  const data = join(folder, 'file/none')
  await expect(openData(project(), { data }, () => {})).rejects.toThrow(
    /the data folder .*none cannot be used: E\w+/,
  )
})

test('a seed that is not right makes no folder', async () => {
  await expect(openData(project(), { seed: join(folder, 'none') }, () => {})).rejects.toThrow(
    /there is no folder/,
  )
  expect(existsSync(join(folder, '.wx-openapi'))).toBe(false)
})

import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Preview, startPreview } from '../../../local/preview/server'
import { hearNews } from './news'
import { copyFixture, removeFolders, writeFolder } from './project-folder'

let preview: Preview | undefined

afterEach(async () => {
  await preview?.close()
  removeFolders()
})

async function start(project: string, lines: string[] = []): Promise<Preview> {
  preview = await startPreview({
    project,
    watch: true,
    log: line => lines.push(line),
    callFunction: async () => ({ result: {} }),
  })
  return preview
}

/** Reads the versions that the server announces, one at a time. */
async function announced(url: string): Promise<() => Promise<number>> {
  const { next } = await hearNews(url)
  return async () => (await next()).version
}

/** The scripts of the mini program that the page names, in their order. */
async function scriptsOf(url: string): Promise<string[]> {
  const page = await (await fetch(url)).text()
  const state = /<script type="application\/json" id="preview-state">(.*)<\/script>/.exec(page)![1]!
  return (JSON.parse(state) as { scripts: string[] }).scripts
}

test('saving a file builds again, and the page is told', async () => {
  const project = copyFixture()
  const { url } = await start(project)
  const next = await announced(url)
  const first = await next()
  writeFileSync(join(project, 'pages/me/me.wxml'), '<view>changed words</view>')
  expect(await next()).toBe(first + 1)
  const last = (await scriptsOf(url)).at(-1)!
  expect(await (await fetch(new URL(last, url))).text()).toContain('changed words')
})

test('the browser keeps the scripts that stay the same, and one that is no longer there is not found', async () => {
  const project = copyFixture()
  const { url } = await start(project)
  const next = await announced(url)
  await next()
  const first = await scriptsOf(url)
  const updates = []
  for (const words of ['first words', 'other words']) {
    writeFileSync(join(project, 'pages/me/me.wxml'), `<view>${words}</view>`)
    await next()
    const [update, ...others] = (await scriptsOf(url)).slice(first.length)
    expect(others).toEqual([])
    updates.push(update!)
  }
  const load = (path: string) => fetch(new URL(path, url))
  expect((await scriptsOf(url)).slice(0, -1)).toEqual(first)
  expect((await load(first[0]!)).headers.get('cache-control')).toContain('immutable')
  expect((await load(updates[0]!)).status).toBe(404)
  expect(await (await load(updates[1]!)).text()).toContain('other words')
  expect((await load('/')).headers.get('cache-control')).toBe('no-store')
})

test('what a change leaves undrawn is told by page and terminal, and is gone when it is mended', async () => {
  const project = copyFixture()
  const lines: string[] = []
  const { url } = await start(project, lines)
  const next = await announced(url)
  await next()
  writeFileSync(join(project, 'pages/me/me.wxml'), '<view>\n<x-far /></view>')
  await next()
  const words =
    '<x-far> is neither a built-in of the preview nor in usingComponents of pages/me/me.json; it is drawn as a box'
  expect(await (await fetch(url)).text()).toContain(words.replace('<', '\\u003c'))
  expect(lines).toContain(`preview: pages/me/me.wxml:2:1 ${words}`)
  writeFileSync(join(project, 'pages/me/me.wxml'), '<view />')
  await next()
  expect(await (await fetch(url)).text()).toContain('"warnings":[]')
})

test('a folder without app.json is refused in words', async () => {
  const folder = writeFolder({ 'project.config.json': '{ "miniprogramRoot": "front/" }' })
  await expect(start(folder)).rejects.toThrow(
    `there is no mini program in ${join(folder, 'front')}: app.json is missing`,
  )
})

test('a mini program that has yet to be built is refused with the command that builds it', async () => {
  const folder = writeFolder({
    'project.config.json': '{ "miniprogramRoot": "dist/" }',
    'package.json': '{ "scripts": { "build:h5": "a", "build:weapp": "b" } }',
  })
  await expect(start(folder)).rejects.toThrow(
    `there is no app.json in ${join(folder, 'dist')} yet: build it first with npm run build:weapp`,
  )
})

test('a project that is a plugin is told of', async () => {
  const root = writeFolder({ 'project.config.json': '{ "compileType": "plugin", "miniprogramRoot": "mp/" }' })
  cpSync(copyFixture(), join(root, 'mp'), { recursive: true })
  const lines: string[] = []
  await start(root, lines)
  expect(lines[0]).toBe(
    'preview: compileType is plugin: the mini program beside it is shown, and the plugin as a box',
  )
})

test('the mini program of project.config.json is shown, with its name', async () => {
  const root = writeFolder({
    'project.config.json': JSON.stringify({ projectname: 'Shop <1>', miniprogramRoot: 'mp/' }),
  })
  cpSync(copyFixture(), join(root, 'mp'), { recursive: true })
  const { url } = await start(root)
  expect(await (await fetch(url)).text()).toContain('<title>Shop 1> – preview</title>')
})

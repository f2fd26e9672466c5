import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Running, useCommand } from './command'

const command = useCommand()
beforeAll(() => copyFileSync('dist/database-thread.js', join(command.folder, 'database-thread.js')))

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** A project whose only function names a collection. */
function makeProject(files: { readonly [path: string]: string } = {}): string {
  const project = realpathSync(mkdtempSync(join(command.folder, 'project-')))
  write(project, 'cloudfunctions/todos/index.js', `require('wx-server-sdk').database().collection('todos')`)
  for (const [path, text] of Object.entries(files)) write(project, path, text)
  return project
}

/** A `start` that is up, and what its emulator answers. */
interface Up {
  readonly output: string
  readonly running: Running
  ask(path: string, json?: object): Promise<any>
  end(signal?: NodeJS.Signals): Promise<string>
}

async function start(project: string, args: string[] = [], env: Record<string, string> = {}): Promise<Up> {
  const running = command.start(['start', '--project', project, '--port', '0', ...args], {
    cwd: project,
    env,
  })
  const output = await running.until('Ctrl-C ends it')
  const url = /emulator +(http:\S+)/.exec(output)![1]!
  return {
    output,
    running,
    async ask(path, json) {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(
        `${url}/__emu/${path}`,
        json && { method: 'POST', headers, body: JSON.stringify(json) },
      )
      return response.json()
    },
    async end(signal = 'SIGINT') {
      running.child.kill(signal)
      const { stdout, stderr } = await running.ended
      return stdout + stderr
    },
  }
}

const add = ({ ask }: Up, _id: string) =>
  ask('database/documents', { collections: [{ name: 'todos', documents: [{ _id, at: { $date: 0 } }] }] })

const idsIn = async ({ ask }: Up): Promise<string[]> => {
  const { collections } = await ask('database/documents')
  return collections.find(({ name }: any) => name === 'todos').documents.map(({ _id }: any) => _id)
}

const run = (project: string, ...args: string[]) => command.run(['data', ...args], { cwd: project })

test.each(['SIGINT', 'SIGTERM'] as const)(
  'what was written before %s is there at the next start',
  async signal => {
    const project = makeProject()
    const first = await start(project)
    expect(first.output).toMatch(/^ +data +\.wx-openapi \(0 documents, 0 files\)$/m)
    await add(first, 'one')
    await first.end(signal)
    const next = await start(project)
    expect(next.output).toMatch(/^ +data +\.wx-openapi \(1 document, 0 files\)$/m)
    expect(await idsIn(next)).toEqual(['one'])
    await next.end()
    expect(readFileSync(join(project, '.wx-openapi/.gitignore'), 'utf8')).toBe('*\n')
  },
)

test('a second start says that it works in memory, and touches nothing; export and import go through the first', async () => {
  const project = makeProject()
  const first = await start(project)
  await add(first, 'one')
  const second = await start(project, ['--fresh'])
  expect(second.output).toContain(
    'Another process keeps its data in .wx-openapi, so this one works in memory',
  )
  expect(second.output).toMatch(/^ +data +in memory, gone with the emulator$/m)
  await add(second, 'lost')
  await second.end()
  expect(await run(project, 'export', 'out')).toMatchObject({
    code: 0,
    stdout: 'Exported to out: 1 collection with 1 document, and 0 files.\n',
  })
  write(project, 'in/todos.json', '{"_id":"two"}\n{"_id":"one","n":1}\n')
  write(project, 'in/users.json', '[]')
  write(project, 'in/storage/local/a.txt', 'text')
  expect(await run(project, 'import', 'in')).toMatchObject({
    code: 0,
    stdout: 'Imported into .wx-openapi: 2 collections with 2 documents, and 1 file.\n',
  })
  expect(await idsIn(first)).toEqual(['one', 'two'])
  await first.end('SIGKILL')
  expect(readFileSync(join(project, 'out/todos.json'), 'utf8')).toBe(
    '{"_id":"one","at":{"$date":"1970-01-01T00:00:00.000Z"}}\n',
  )
  expect(readFileSync(join(project, '.wx-openapi/storage/local/a.txt'), 'utf8')).toBe('text')
})

test('export and import work on the folder when nobody runs, and what is exported is imported the same', async () => {
  const [project, other] = [makeProject(), makeProject()]
  expect(await run(project, 'export', 'out')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there are no data in'),
  })
  write(
    project,
    'in/todos.json',
    '[{ "_id": { "$oid": "5f" }, "at": { "$date": "2020-01-01T00:00:00Z" }, "re": { "$regularExpression": { "pattern": "a", "options": "i" } } }]',
  )
  write(project, 'in/.wx-openapi.json', '{ "format": 1, "access": { "todos": "READONLY" } }')
  write(project, 'in/Users%2F.json', '{"_id":1}')
  write(project, 'in/%75sers%2F.json', '{"_id":2}')
  write(project, 'in/storage/local/猫/Cat.PNG', 'miaow')
  expect((await run(project, 'import', 'in')).code).toBe(0)
  expect((await run(project, 'export', '../out')).code).toBe(0)
  const out = join(dirname(project), 'out')
  expect((await run(other, 'import', out)).code).toBe(0)
  expect((await run(other, 'export', 'again')).code).toBe(0)
  const read = (folder: string) =>
    Object.fromEntries(
      (readdirSync(folder, { recursive: true, withFileTypes: true }) as any[])
        .filter(entry => entry.isFile())
        .map(({ name, parentPath, path }) => [name, readFileSync(join(parentPath ?? path, name), 'utf8')]),
    )
  expect(read(join(other, 'again'))).toEqual(read(out))
  expect(Object.values(read(out)).sort()).toEqual([
    'miaow',
    '{\n  "format": 1,\n  "access": {\n    "todos": "READONLY"\n  }\n}\n',
    '{"_id":"5f","at":{"$date":"2020-01-01T00:00:00.000Z"},"re":{"$regularExpression":{"pattern":"a","options":"i"}}}\n',
    '{"_id":1}\n',
    '{"_id":2}\n',
  ])
  write(project, 'own/notes.txt', 'mine')
  const refused = await run(project, 'export', 'own')
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('holds files that no export wrote'),
  })
  expect(readdirSync(join(project, 'own'))).toEqual(['notes.txt'])
})

test('--dry-run of an export and an import says what would be written, and writes nothing', async () => {
  const project = makeProject({ 'seed/todos.json': '{"_id":"a"}\n{"_id":"b"}\n' })
  const data = (...args: string[]) => command.run(['data', ...args], { cwd: project })
  const rehearsed = await data('import', 'seed', '--dry-run')
  expect(rehearsed.stdout).toMatch(
    /^Would import into .*1 collection with 2 documents, and 0 files\. Nothing was/,
  )
  expect([rehearsed.code, existsSync(join(project, '.wx-openapi'))]).toEqual([0, false])
  await data('import', 'seed')
  const { stdout } = await data('export', 'out', '--dry-run')
  expect(stdout).toMatch(/^Would export to out: \d collections? with 2 documents/)
  expect(existsSync(join(project, 'out'))).toBe(false)
  expect((await data('export', 'seed', '--dry-run')).code).toBe(2)
})

test('an import of more than the database can have puts nothing in', async () => {
  const project = makeProject({ 'in/todos.json': '{}\n'.repeat(100_000), 'one/users.json': '{"_id":1}' })
  expect((await run(project, 'import', 'one')).code).toBe(0)
  const kept = readFileSync(join(project, '.wx-openapi/database.jsonl'))
  expect(await run(project, 'import', 'in')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      'with these there would be 100001 documents, and the database can have 100000',
    ),
  })
  expect(readFileSync(join(project, '.wx-openapi/database.jsonl')).equals(kept)).toBe(true)
})

test('a seed is there from the start; --fresh and a reset go back to it, --no-data keeps nothing', async () => {
  const project = makeProject({ 'seeds/todos.json': '{"_id":"seeded"}\n', 'cloudbaserc.json': '{}' })
  const first = await start(project, ['--seed', 'seeds'])
  await add(first, 'own')
  expect(await idsIn(first)).toEqual(['seeded', 'own'])
  await first.end()
  const again = await start(project, ['--seed', 'seeds'])
  expect(again.output).toContain('The seed is not loaded into todos: there are documents already.')
  expect(await idsIn(again)).toEqual(['seeded', 'own'])
  await again.end()
  const fresh = await start(project, ['--seed', 'seeds', '--fresh'])
  expect(await idsIn(fresh)).toEqual(['seeded'])
  await add(fresh, 'own')
  await fresh.ask('reset', {})
  await fresh.end('SIGTERM')
  const without = await start(project, ['--no-data', '--seed', 'seeds'])
  expect(without.output).toMatch(/^ +data +in memory/m)
  expect(await idsIn(without)).toEqual(['seeded'])
  await add(without, 'lost')
  await without.end()
  const last = await start(project, ['--data', '.wx-openapi'])
  expect(await idsIn(last)).toEqual(['seeded'])
  await last.end()
})

test('where the mini program is the project itself, the folder is in the cache of the user', async () => {
  const project = makeProject({ 'project.config.json': '{}', 'app.json': '{"pages":[]}' })
  const cache = mkdtempSync(join(command.folder, 'cache-'))
  const up = await start(project, [], { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache })
  await add(up, 'one')
  await up.end()
  expect(existsSync(join(project, '.wx-openapi'))).toBe(false)
  const [, kept] = /^ +data +(\S+) \(0 documents/m.exec(up.output)!
  expect(kept!.startsWith(cache)).toBe(true)
  expect(readFileSync(join(kept!, 'database.jsonl'), 'utf8')).toContain('"_id":"one"')
  const refused = await command.run(['start', '--project', project, '--data', join(project, 'data')])
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is in the mini program, and would be uploaded with it'),
  })
})

test('a folder that a newer version wrote, or that is broken, is named, and nothing in it is changed', async () => {
  const project = makeProject({ '.wx-openapi/database.jsonl': '{"wx-openapi":"data","format":2}\nnew\n' })
  const path = join(project, '.wx-openapi/database.jsonl')
  for (const [text, said] of [
    [
      '{"wx-openapi":"data","format":2}\nnew\n',
      'was written by a newer version of wx-openapi-shim; nothing was changed',
    ],
    [
      '{"wx-openapi":"data","format":1}\n{"in":\n{"collection":"a"}\n',
      'is broken in line 2; nothing was changed',
    ],
  ] as const) {
    writeFileSync(path, text)
    for (const args of [
      ['start', '--port', '0'],
      ['data', 'export', 'out'],
      ['data', 'import', '.wx-openapi'],
    ]) {
      const { code, stderr } = await command.run(args, { cwd: project })
      expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining(`${path} ${said}`)])
    }
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(existsSync(join(project, 'out'))).toBe(false)
  }
})

test('a collection that the code comes to name while it runs is made when it is asked for', async () => {
  const project = makeProject()
  const up = await start(project)
  const ask = (collectionName: string) =>
    up.ask('database/call', { openid: 'oABC', action: 'queryDocument', collectionName, query: {} })
  expect(await ask('later')).toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' })
  write(project, 'cloudfunctions/more/index.js', `require('wx-server-sdk').database().collection('later')`)
  expect(await ask('later')).toEqual({ data: { list: [] } })
  expect(await ask('never')).toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' })
  expect(await up.end()).toContain('Created the collection later, as the code names it now.')
})

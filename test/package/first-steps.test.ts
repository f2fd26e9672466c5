import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wx-openapi-first-')))
const modules = join(folder, 'node_modules')
const { PATH, HOME } = process.env
const env = { PATH: `${join(modules, '.bin')}:${PATH}`, HOME, NO_COLOR: '1' }
let child: ChildProcess | undefined

// What init names in package.json, put there as npm would, without a network.
beforeAll(() => {
  const made = mkdtempSync(join(tmpdir(), 'wx-openapi-packed-'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', made])
  const tarball = readdirSync(made).find(file => file.endsWith('.tgz'))!
  execFileSync('tar', ['-xzf', tarball], { cwd: made })
  mkdirSync(join(modules, '.bin'), { recursive: true })
  cpSync(join(made, 'package'), join(modules, 'wx-openapi-shim'), { recursive: true })
  rmSync(made, { recursive: true, force: true })
  for (const name of ['wx-server-sdk', 'esbuild'])
    symlinkSync(join(process.cwd(), 'node_modules', name), join(modules, name))
  symlinkSync('../wx-openapi-shim/dist/cli.js', join(modules, '.bin/wx-openapi'))
})
afterAll(async () => {
  if (child?.exitCode === null) {
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

const command = (...args: string[]) =>
  run(process.execPath, [join(modules, '.bin/wx-openapi'), ...args], { cwd: folder, env })

/** Runs `start` until its functions are there. */
const started = () =>
  new Promise<void>((resolve, reject) => {
    child = spawn(process.execPath, [join(modules, '.bin/wx-openapi'), 'start', '--port', '0'], {
      cwd: folder,
      env,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', chunk => {
        output += chunk
        if (output.includes('Ctrl-C')) resolve()
      })
    child.on('error', reject)
    child.on('exit', () => reject(new Error(output)))
  })

test('in an empty folder init, start, invoke, npm test and build work one after the other', async () => {
  const { stdout } = await command('init', '--yes')
  expect(stdout).toContain('npx wx-openapi start')

  const { devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect(Object.keys(devDependencies)).toEqual(['wx-openapi-shim', 'wx-server-sdk', 'esbuild'])

  await started()
  const invoked = await command('invoke', 'checkText', '{"text":"你好"}')
  expect(JSON.parse(invoked.stdout)).toEqual({ isGood: true, suggest: 'pass' })
  expect(invoked.stderr).toContain('the functions at 127.0.0.1')

  const tested = await run('npm', ['test'], { cwd: folder, env })
  expect(tested.stdout).toMatch(/[#ℹ] pass 2\n/)

  await command('build')
  expect(readdirSync(join(folder, 'dist/cloudfunctions/checkText')).sort()).toEqual([
    'config.json',
    'index.js',
    'package.json',
  ])
})

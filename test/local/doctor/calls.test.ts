import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { examine } from '../../../local/doctor/examine'
import { Library } from '../../../local/doctor/project/library'
import { readFunctionProgram } from '../../../local/doctor/project/program'
import { openProject } from '../../../local/project/open-project'
import { useFolders, write } from './project'

const folders = useFolders()

/** What the program in these files calls, sorted; `index.js` is its entry. */
function scanned(files: Record<string, string>) {
  const folder = folders.make(files)
  const program = readFunctionProgram(join(folder, 'index.js'), new Library(folder))
  return { ...program, names: [...new Set(program.calls.map(({ name }) => name))].sort() }
}

const sdk = "const cloud = require('wx-server-sdk')\n"

test('collections that are named by a text are told with their place', () => {
  const { collections } = scanned({
    'index.js': `${sdk}const db = cloud.database()\nconst name = 'orders'\nexports.main = e => [db.collection(name).get(), db.collection(e.kind).get()]\n`,
  })
  expect(collections).toEqual([
    { name: 'orders', isCreated: false, place: { file: 'index.js', line: 4, column: 25 } },
  ])
})

test('a name that another one hides is not followed', () => {
  const { names } = scanned({
    'index.js': `${sdk}const { ocr } = cloud.openapi
exports.main = event => {
  const ocr = event.reader
  return ocr.idcard({})
}
`,
  })
  expect(names).toEqual([])
})

test('what a compiler makes of import and export is followed', () => {
  const { names } = scanned({
    'index.js': `"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) { return mod; };
Object.defineProperty(exports, "__esModule", { value: true });
exports.main = void 0;
const messages_1 = require("./messages");
const main = async () => (0, messages_1.notify)();
exports.main = main;
`,
    'messages.js': `"use strict";
var __createBinding = 1;
var __exportStar = function () {};
Object.defineProperty(exports, "__esModule", { value: true });
__exportStar(require("./deep"), exports);
`,
    'deep.js': `Object.defineProperty(exports, "notify", { enumerable: true, get: function () { return notify; } });
const wx_server_sdk_1 = __importDefault(require("wx-server-sdk"));
function notify() { return wx_server_sdk_1.default.openapi.subscribeMessage.send({}); }
`,
  })
  expect(names).toEqual(['subscribeMessage.send'])
})

test('a file that is imported for what it does runs', () => {
  const { names } = scanned({
    'index.js': "import './start'\nexport const main = () => 1\n",
    'start.js': "import cloud from 'wx-server-sdk'\ncloud.openapi.wxacode.get({})\n",
  })
  expect(names).toEqual(['wxacode.get'])
})

test('each call of a wrapper keeps its own arguments', () => {
  const { names, functionCalls } = scanned({
    'index.js': `${sdk}const call = (space, name) => cloud.openapi[space][name]({})
const invoke = name => cloud.callFunction({ name })
exports.main = async () => {
  await call('ocr', 'idcard')
  await call('wxacode', 'get')
  await invoke('one')
  return invoke('two')
}
`,
  })
  expect(names).toEqual(['ocr.idcard', 'wxacode.get'])
  expect(functionCalls.map(({ name }) => name).sort()).toEqual(['one', 'two'])
})

test('a call on something of which nothing is known is unsure, not a call', () => {
  const { names, unsure } = scanned({ 'index.js': 'exports.main = event => event.openapi.ocr.idcard({})\n' })
  expect([names, unsure.map(({ name }) => name)]).toEqual([[], ['ocr.idcard']])
})

test('a large bundle is scanned to its end', () => {
  const filler = Array.from(
    { length: 6000 },
    (_, n) => `function f${n}(a, b) { return f${(n * 7) % 6000}(b, [a, ${n}]) }`,
  )
  const { names, isComplete } = scanned({
    'index.js': `${sdk}${filler.join('\n')}\nexports.main = e => { f1(e, cloud); return cloud.openapi.ocr.idcard({}) }\n`,
  })
  expect([names, isComplete]).toEqual([['ocr.idcard'], true])
})

test('libraries and files over 1 MB are passed over, each with a note', () => {
  const { passedOver } = scanned({
    'index.js': "require('./big')\nrequire('./node_modules/x/index')\nexports.main = () => 1\n",
    'big.js': `exports.data = '${'x'.repeat(1024 * 1024)}'\n// openapi\n`,
    'node_modules/x/index.js': 'exports.x = 1',
  })
  expect(passedOver.map(({ specifier }) => specifier)).toEqual(['./big', './node_modules/x/index'])
})

test('a pipe and 18 MB of data neither hold the doctor up nor are read as programs', () => {
  const folder = folders.make({
    'project.config.json': '{ "appid": "wx0123456789abcdef", "cloudfunctionRoot": "cloud/" }',
    'app.json': '{}',
    'cloud/a/index.js': 'exports.main = () => 1',
  })
  writeFileSync(join(folder, 'cloud/a/data.json'), `[${'1,'.repeat(9_000_000)}1]`)
  writeFileSync(join(folder, 'data.js'), `module.exports = [${'1,'.repeat(9_000_000)}1]`)
  for (const pipe of ['pipe.js', 'cloud/a/pipe.json', 'cloud/a/config.json']) {
    execFileSync('mkfifo', [join(folder, pipe)])
  }
  expect(examine(openProject(folder), {}).map(({ what }) => what)).toEqual([
    'config.json is not JSON: it cannot be read (not a file)',
  ])
})

test('a function in a folder whose entry is a pipe has nothing to run', () => {
  const folder = folders.make({
    'project.config.json': '{ "appid": "wx0123456789abcdef", "cloudfunctionRoot": "cloud/" }',
  })
  write(folder, { 'cloud/a/package.json': '{}' })
  execFileSync('mkfifo', [join(folder, 'cloud/a/index.js')])
  expect(examine(openProject(folder), {})).toEqual([])
})

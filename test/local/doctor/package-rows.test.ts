import { check, told, useFolders } from './project'

const folders = useFolders()

/** What is told of a function that serves rows of the installed package, and lists one name that it does not serve. */
const checked = (imports: string, rows: string) =>
  told(
    check(
      folders.make({
        'project.config.json': '{ "cloudfunctionRoot": "cloudfunctions/" }',
        'cloudfunctions/one/index.js': `const { serve } = require('wx-openapi-shim/functions')
${imports}
const config = require('./config.json')
exports.main = serve(${rows}, config)
`,
        'cloudfunctions/one/config.json':
          '{ "permissions": { "openapi": ["shortlink.generate", "wxa.sec.order.getOrder", "ocr.idcard"] } }',
      }),
    ),
  )

test.each([
  ['all', `const all = require('wx-openapi-shim/catalogue')`, 'all', []],
  [
    'two namespaces',
    `const { shortlink } = require('wx-openapi-shim/catalogue/shortlink')
const { order } = require('wx-openapi-shim/catalogue/wxa/sec/order')`,
    '{ shortlink, wxa: { sec: { order } } }',
    ['ocr.idcard'],
  ],
  [
    'a namespace of namespaces',
    `const wxa = require('wx-openapi-shim/catalogue/wxa')`,
    '{ wxa }',
    ['shortlink.generate', 'ocr.idcard'],
  ],
])('serve with %s of the package is known to call what they hold', (_, imports, rows, unused) => {
  const names = unused.map(name => expect.stringContaining(name))
  expect([...checked(imports, rows)].sort()).toEqual(names)
})

/** One way of writing a call: `n` is a number of its own, `parts` is the dotted name in pieces. */
export interface Style {
  readonly name: string
  /** At the top of the file. */
  top?(parts: readonly string[], n: number): string
  /** In the function that runs. */
  inside(parts: readonly string[], n: number): string
  /** In the shared file. */
  shared?(parts: readonly string[], n: number): string
}

const path = (parts: readonly string[]) => parts.join('.')
const last = (parts: readonly string[]) => parts[parts.length - 1]!
const space = (parts: readonly string[]) => parts.slice(0, -1)
/** `{ a: { b: renamed } }` */
const pattern = (parts: readonly string[], name: string): string =>
  parts.length === 0 ? name : `{ ${parts[0]}: ${pattern(parts.slice(1), name)} }`

/** Every way of calling that must be seen. `cloud` is wx-server-sdk's, `shared` the shared file. */
export const styles: readonly Style[] = [
  { name: 'plain', inside: p => `await cloud.openapi.${path(p)}({})` },
  { name: 'optional', inside: p => `await cloud?.openapi?.${p.join('?.')}?.({})` },
  { name: 'brackets', inside: p => `await cloud['openapi']${p.map(one => `['${one}']`).join('')}({})` },
  { name: 'other account', inside: p => `await cloud.openapi({ appid: 'wx1' }).${path(p)}({})` },
  { name: 'by name', inside: p => `await cloud.openapi.call('${path(p)}', {})` },
  {
    name: 'destructured',
    top: (p, n) => `const ${pattern(p, `f${n}`)} = cloud.openapi`,
    inside: (_, n) => `await f${n}({})`,
  },
  {
    name: 'destructured from cloud with a default',
    top: (p, n) => `const { openapi: { ${p[0]}: s${n} = {} } } = cloud`,
    inside: (p, n) => `await s${n}.${path(p.slice(1))}({})`,
  },
  {
    name: 'alias',
    top: (p, n) => `const a${n} = cloud.openapi.${path(space(p))}`,
    inside: (p, n) => `a${n}.${last(p)}({})`,
  },
  {
    name: 'alias of an alias',
    inside: (p, n) => `const b${n} = cloud; const c${n} = b${n}.openapi; await c${n}.${path(p)}()`,
  },
  {
    name: 'assigned in turn',
    inside: (p, n) =>
      `let d${n} = {}; d${n} = cloud.openapi.${path(space(p))}; await d${n}.${last(p)}({}); d${n} = undefined`,
  },
  {
    name: 'constant name',
    inside: (p, n) => `const k${n} = '${last(p)}'; await cloud.openapi.${path(space(p))}[k${n}]({})`,
  },
  {
    name: 'template name',
    inside: (p, n) => `const t${n} = \`${p[0]}\`; await cloud.openapi[\`\${t${n}}\`].${path(p.slice(1))}({})`,
  },
  {
    name: 'name in a table',
    inside: (p, n) => `const m${n} = { key: '${last(p)}' }; cloud.openapi.${path(space(p))}[m${n}.key]()`,
  },
  {
    name: 'loop over names',
    inside: p => `for (const one of ['${last(p)}']) await cloud.openapi.${path(space(p))}[one]({})`,
  },
  {
    name: 'parameter',
    top: (p, n) => `function g${n}(api) { return api.${path(p)}({}) }`,
    inside: (_, n) => `await g${n}(cloud.openapi)`,
  },
  {
    name: 'parameter, destructured',
    top: (p, n) => `const h${n} = async ({ openapi }, x) => openapi.${path(p)}(x)`,
    inside: (_, n) => `await h${n}(cloud, {})`,
  },
  {
    name: 'space and method as arguments',
    inside: p => `await shared.pick(cloud.openapi.${path(space(p))}, '${last(p)}')({})`,
  },
  { name: 'identity', inside: p => `await shared.same(cloud.openapi.${path(space(p))}).${last(p)}({})` },
  {
    name: 'callback',
    inside: p => `await Promise.all(event.list.map(one => cloud.openapi.${path(p)}(one)))`,
  },
  { name: 'promise', inside: p => `await Promise.resolve(cloud.openapi).then(api => api.${path(p)}({}))` },
  { name: 'call, apply, bind', inside: p => `await cloud.openapi.${path(p)}.bind(null).call(null, {})` },
  {
    name: 'handler table',
    inside: (p, n) =>
      `const table${n} = { one: () => cloud.openapi.${path(p)}({}) }; await table${n}[event.kind]()`,
  },
  {
    name: 'class',
    top: (p, n) =>
      `class K${n} { constructor(api) { this.api = api } run() { return this.api.${path(p)}({}) } }`,
    inside: (_, n) => `await new K${n}(cloud.openapi).run()`,
  },
  {
    name: 'inherited, with a getter',
    top: (p, n) =>
      `class B${n} { get api() { return cloud.openapi } }\nclass L${n} extends B${n} { run() { return this.api.${path(p)}({}) } }`,
    inside: (_, n) => `await new L${n}().run()`,
  },
  {
    name: 'shared function',
    shared: (p, n) => `exports.send${n} = x => openapi.${path(p)}(x)`,
    inside: (_, n) => `await shared.send${n}({})`,
  },
  {
    name: 'shared function, imported by name',
    shared: (p, n) =>
      `async function post${n}() { return openapi.${path(p)}({}) }\nexports.post${n} = post${n}`,
    top: (_, n) => `const { post${n} } = require('../../shared')`,
    inside: (_, n) => `await post${n}()`,
  },
  { name: 'shared openapi', inside: p => `await shared.openapi.${path(p)}({})` },
  {
    name: 'shared openapi, handed on',
    shared: (p, n) => `exports.use${n} = api => api.${path(p)}({})`,
    inside: (_, n) => `await shared.use${n}(shared.openapi)`,
  },
]

/** What looks like a call of a method and is none, or none that needs a permission. */
export const decoys: readonly Style[] = [
  { name: 'comment', inside: p => `// await cloud.openapi.${path(p)}({})` },
  {
    name: 'shared function that nobody calls',
    shared: (p, n) => `exports.never${n} = x => openapi.${path(p)}(x)`,
    inside: () => '',
  },
  { name: 'over HTTPS', inside: p => `await overHttps.${path(p)}({})` },
  {
    name: 'something else with such a member',
    inside: (p, n) => `const other${n} = { ${p[0]}: () => 1 }; other${n}.${p[0]}()`,
  },
]

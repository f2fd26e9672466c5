import type { EndpointInfo } from '../../shared/catalog'
import { errcodes } from '../../shared/errors/errcodes'
import type { Description } from '../../shared/schema/endpoint'
import type { Described } from './catalogue/describe-catalogue'
import { anchor, banner, code, fileOf, linkTo, table, text } from './reference/markdown'
import { methodSection } from './reference/method-section'
import type { Output } from './write-functions'

const folder = 'docs/reference'

/** The pages of docs/reference: one for each namespace, the index, and the errcodes of the whole platform. */
export function writeReference(endpoints: readonly EndpointInfo[], described: Described): Output[] {
  const namespaces = [...new Set(endpoints.map(one => one.namespace))].sort()
  const groups = namespaces.map(
    (name): Group => ({
      name,
      title: described.titles.get(name) ?? '',
      endpoints: endpoints.filter(one => one.namespace === name),
    }),
  )
  return [
    { path: `${folder}/README.md`, text: indexPage(groups, endpoints) },
    { path: `${folder}/errcodes.md`, text: errcodesPage() },
    ...groups.map(group => ({
      path: `${folder}/${fileOf(group.name)}`,
      text: namespacePage(group, described.descriptions),
    })),
  ]
}

interface Group {
  readonly name: string
  /** WeChat's title of it. */
  readonly title: string
  readonly endpoints: readonly EndpointInfo[]
}

const page = (...parts: readonly string[]): string => `${banner}\n${parts.join('\n\n')}\n`

const countOf = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

function indexPage(groups: readonly Group[], endpoints: readonly EndpointInfo[]): string {
  const count = (all: readonly EndpointInfo[], flag: 'cloudCallable' | 'deprecated') =>
    all.filter(one => one[flag]).length
  const rows = groups.map(({ name, title, endpoints: own }) => [
    `[${code(name)}](${fileOf(name)})`,
    title,
    String(own.length),
    String(count(own, 'cloudCallable') || ''),
    String(count(own, 'deprecated') || ''),
  ])
  return page(
    '# Reference',
    `${countOf(endpoints.length, 'method')} in ${countOf(groups.length, 'namespace')}; ${count(endpoints, 'cloudCallable')} of them are documented as cloud calls, ${count(endpoints, 'deprecated')} are deprecated by WeChat. The same facts are in [openapi.json](../../openapi.json), and on the command line: \`npx wx-openapi describe wxacode.getUnlimited\`, \`npx wx-openapi explain 40164\`.`,
    `Often wanted: ${often.map(linkTo).join(', ')}.`,
    '## How to read it',
    '- **The call** works in a cloud function, on a server and in a test. `openapi` is made once:',
    "```ts\nimport { createOpenapi } from 'wx-openapi-shim'\n\nconst openapi = createOpenapi({ appid: process.env.WX_APPID, secret: process.env.WX_SECRET })\n```",
    '- **Names** are camelCase, as users of `cloud.openapi` write them. Where WeChat has a name that does not follow from ours by rule, it is said. `*` stands for the keys of a map, which are yours.\n- **Effect** says what a second send of the same call does, so what may be repeated after a lost answer.\n- **Cloud call** is what WeChat documents for `cloud.openapi`. This library calls every method, with or without it.\n- **Meaning** is empty where the name says all, or where the public facts say nothing. So is **what to do** of an errcode.',
    '## Namespaces',
    table(['namespace', 'title', 'methods', 'cloud calls', 'deprecated'], rows),
  )
}

const often = [
  'subscribeMessage.send',
  'wxacode.getUnlimited',
  'security.msgSecCheck',
  'phonenumber.getPhoneNumber',
  'logistics.addOrder',
]

function namespacePage(
  { name, title, endpoints }: Group,
  descriptions: ReadonlyMap<string, Description>,
): string {
  const described = (one: EndpointInfo): Description => descriptions.get(one.name) ?? { title: '' }
  const rows = endpoints.map(one => [
    `[${code(one.method)}](#${anchor(one.method)})`,
    text(described(one).title.replace(/^no title found$/, '')),
    typeof one.effect === 'string' ? one.effect : 'keyed',
    one.cloudCallable ? 'yes' : '',
    one.deprecated === undefined ? '' : 'deprecated',
  ])
  return page(
    `# ${name}${title && ` · ${title}`}`,
    `${countOf(endpoints.length, 'method')}. How to make \`openapi\`, and how to read this page: [index](README.md).`,
    table(['method', 'title', 'effect', 'cloud call', 'state'], rows),
    ...endpoints.map(one => methodSection(one, described(one))),
  )
}

function errcodesPage(): string {
  const rows = Object.keys(errcodes)
    .map(Number)
    .sort((a, b) => Math.sign(b) - Math.sign(a) || Math.abs(a) - Math.abs(b))
    .map(errcode => {
      const { means, fix, kind } = errcodes[errcode]!
      return [String(errcode), text(means), text(fix), kind]
    })
  return page(
    '# Errcodes of every method',
    "Any method can answer these. Those of one method stand on its own page. The negative ones, but for -1, are this library's or the cloud gateway's: nothing came from WeChat. `npx wx-openapi explain <errcode>` looks one up, and names the methods that answer it.",
    table(['errcode', 'means', 'what to do', 'kind'], rows),
  )
}

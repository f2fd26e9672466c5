import { errcodes } from '../../shared/errors/errcodes'
import { fieldsOf, isBinary, type Named, rows } from './rows'
import { rowsIn, sources } from './sources'

const names = (wanted: (named: Named) => boolean) => rows.filter(wanted).map(({ method }) => method)
const byName = new Map(rows.map(({ method, row }) => [method, row]))
const paramsOf = ({ row }: Named) => Object.values(row.params)
const verbOf = ({ row }: Named) => row.http.split(' ')[0]

describe('the sources of the catalogue', () => {
  const written = sources.filter(({ file }) => !isIndex(file)).flatMap(rowsIn)

  test('hold every row, each as a member that can be read', () => {
    expect(written.map(({ method }) => method).sort()).toEqual(rows.map(({ method }) => method).sort())
  })

  test('give every row a comment whose first line is WeChat’s Chinese title, or says that none is known', () => {
    const title = /^(?!@).*[\u4e00-\u9fff]|^no title found$/
    const untitled = written.filter(({ lines }) => !title.test(lines[0] ?? ''))
    expect(untitled.map(({ method }) => method)).toEqual([])
  })

  test('say of every row where its documentation is, or that there is none', () => {
    const see = /^@see (https:\/\/\S+|no public page found)$/
    const silent = written.filter(({ lines }) => lines.filter(line => see.test(line)).length !== 1)
    expect(silent.map(({ method }) => method)).toEqual([])
  })

  test('link to WeChat’s own pages', () => {
    const links = written.flatMap(({ method, lines }) =>
      lines.filter(line => line.startsWith('@see http')).map(line => `${method} ${line}`),
    )
    expect(links.filter(link => !/ @see https:\/\/[a-z.]+\.qq\.com\/\S+$/.test(link))).toEqual([])
  })

  test('have no line that was left to do', () => {
    expect(sources.filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text)).map(({ file }) => file)).toEqual(
      [],
    )
  })

  test('have index files that only re-export, so that completion stays instant', () => {
    const others = sources
      .filter(({ file }) => isIndex(file))
      .flatMap(({ file, statements }) =>
        statements
          .filter(({ type, ...rest }) => !(type.startsWith('Export') && 'source' in rest && rest.source))
          .map(({ loc }) => `${file}:${loc?.start.line}`),
      )
    expect(others).toEqual([])
    expect(sources.filter(({ file }) => isIndex(file)).length).toBeGreaterThan(0)
  })
})

function isIndex(file: string): boolean {
  return /(^|\/)index\.ts$/.test(file)
}

describe('rows on one path', () => {
  const fixedOf = ({ row }: Named) =>
    Object.entries(row.params)
      .filter(([, field]) => field.kind === 'fixed')
      .map(([name, field]) => [name, field.values![0]])
  const keyOf = (named: Named) => JSON.stringify([named.row.http, fixedOf(named)])

  test('are told apart by a fixed value, unless one is an alias of the other', () => {
    const firsts = new Map<string, string>()
    const doubles: string[] = []
    for (const named of rows) {
      if (named.row.aliasOf) continue
      const key = keyOf(named)
      if (firsts.has(key)) doubles.push(`${named.method} is ${firsts.get(key)}`)
      firsts.set(key, named.method)
    }
    expect(doubles).toEqual([])
  })

  test('an alias names a row that is none, on the same verb and path, and does what that does', () => {
    const wrong = rows.filter(({ row }) => {
      if (row.aliasOf === undefined) return false
      const main = byName.get(row.aliasOf)
      return (
        !main ||
        main.aliasOf ||
        main.http !== row.http ||
        main.body !== row.body ||
        main.effect !== row.effect
      )
    })
    expect(wrong.map(({ method }) => method)).toEqual([])
  })
})

describe('what a row says fits together', () => {
  test('verb and path are well formed', () => {
    expect(names(({ row }) => !/^(GET|POST) (\/[A-Za-z0-9_.-]+)+$/.test(row.http))).toEqual([])
  })

  test('a parameter that makes a call repeatable is one of the row’s', () => {
    expect(
      names(({ row }) => typeof row.effect === 'object' && !Object.hasOwn(row.params, row.effect.keyed)),
    ).toEqual([])
  })

  test('a GET has no body, no file and no second kind of query', () => {
    const gets = rows.filter(named => verbOf(named) === 'GET')
    expect(gets.filter(({ row }) => row.body !== undefined).map(({ method }) => method)).toEqual([])
    const odd = (named: Named) =>
      paramsOf(named).some(({ kind, place }) => kind === 'media' || place === 'query')
    expect(gets.filter(odd).map(({ method }) => method)).toEqual([])
  })

  test('a file stands where the body can carry it, and nowhere else', () => {
    const files = (named: Named) => paramsOf(named).filter(({ kind }) => kind === 'media').length
    expect(
      names(named => (named.row.body === 'multipart') !== files(named) > 0 && named.row.body !== 'raw'),
    ).toEqual([])
    expect(names(named => named.row.body === 'raw' && files(named) !== 1)).toEqual([])
  })

  test('beside a bare file everything travels in the query', () => {
    const inBody = (named: Named) =>
      paramsOf(named).some(({ kind, place }) => kind !== 'media' && place !== 'query')
    expect(names(named => named.row.body === 'raw' && inBody(named))).toEqual([])
  })

  test('files, constants, credentials and query parameters stand at the top only', () => {
    const onTopOnly = ['media', 'fixed', 'credential']
    const deep = rows
      .flatMap(fieldsOf)
      .filter(({ where, name }) => where !== `params ${name}`)
      .filter(
        ({ field }) => onTopOnly.includes(field.kind) || field.place === 'query' || field.kind === 'binary',
      )
    expect(deep.map(({ method, where }) => `${method} ${where}`)).toEqual([])
  })

  test('the answer is members or bytes', () => {
    const isShape = ({ row }: Named) =>
      Object.values(row.result).every(field => typeof field?.kind === 'string')
    expect(names(named => !isBinary(named.row.result) && !isShape(named))).toEqual([])
  })

  test('a union of a result is open, one of the parameters is not', () => {
    const isWrong = ({
      where,
      field,
    }: {
      where: string
      field: { kind: string; item?: unknown; open?: true }
    }) => field.kind === 'oneOf' && (field.open === true) !== where.startsWith('result ')
    const wrong = rows.flatMap(fieldsOf).flatMap(found => {
      const inner = found.field.kind === 'array' ? { ...found, field: found.field.item! } : found
      return isWrong(inner) ? [`${found.method} ${found.where}`] : []
    })
    expect(wrong).toEqual([])
  })

  test('errcode and errmsg of the answer are the client’s to read', () => {
    expect(names(({ row }) => 'errcode' in row.result || 'errmsg' in row.result)).toEqual([])
  })

  test('only a row that is signed with the secret takes it', () => {
    const takesSecret = (named: Named) =>
      paramsOf(named).some(({ kind, values }) => kind === 'credential' && values![0] === 'secret')
    expect(names(named => takesSecret(named) && named.row.auth !== 'appSecret')).toEqual([])
  })

  test('a reason not to use a method says what instead, or why', () => {
    expect(names(({ row }) => row.deprecated !== undefined && row.deprecated.length < 10)).toEqual([])
  })
})

describe('the errcodes of a row', () => {
  const meanings = rows.flatMap(({ method, row }) =>
    Object.entries(row.errcodes ?? {}).map(([code, said]) => ({
      method,
      code: Number(code),
      means: typeof said === 'string' ? said : said.means,
      fix: typeof said === 'string' ? undefined : said.fix,
    })),
  )

  test('are whole numbers other than zero', () => {
    expect(meanings.filter(({ code }) => !Number.isInteger(code) || code === 0)).toEqual([])
  })

  test('do not repeat what holds for every method', () => {
    const repeated = meanings.filter(({ code, means }) => errcodes[code]?.means === means)
    expect(repeated).toEqual([])
  })

  test('are told in plain English, without a full stop', () => {
    const isPlain = (text: string) => /^[\x20-\x7e]{4,200}$/.test(text) && !text.endsWith('.')
    expect(
      meanings.filter(({ means, fix }) => !isPlain(means) || (fix !== undefined && !isPlain(fix))),
    ).toEqual([])
  })
})

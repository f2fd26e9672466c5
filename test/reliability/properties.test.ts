import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { createOpenapi } from '../../shared'
import { coordinate } from '../../shared/auth/coordination'
import { lifetimeSeconds } from '../../shared/auth/fetch-token'
import { silent } from '../../shared/auth/renewal'
import { keepToken } from '../../shared/auth/token-keeper'
import { rowOf } from '../../shared/client/raw-request'
import { createRetrier } from '../../shared/client/retry'
import { errcodes, isTokenErrcode, ourErrcodes } from '../../shared/errors/errcodes'
import { isOpenapiError } from '../../shared/errors/openapi-error'
import { redact } from '../../shared/errors/secrets'
import { TransportError } from '../../shared/errors/transport-error'
import { WeChatError } from '../../shared/errors/wechat-error'
import { memoryStore, type TokenStore } from '../../shared/stores'
import { deadlineIn } from '../../shared/transport/clock'
import { startRaw } from './support/raw-server'
import { scaled } from './support/scale'
import { withSeed } from './support/seed'

const waiting = () => ({ method: 'a.b', deadline: deadlineIn(20_000) })

describe(withSeed, () => {
  type Op = 'call' | 'expire' | 'revoke' | 'storeFails' | 'storeWorks' | 'newProcess' | 'minute'
  const ops = fc.array(
    fc.tuple(
      fc.constantFrom<Op>(
        'call',
        'call',
        'call',
        'expire',
        'revoke',
        'storeFails',
        'storeWorks',
        'newProcess',
        'minute',
      ),
      fc.nat(2),
    ),
    { maxLength: 40 },
  )

  test('the token machine never goes back to a dead token, asks no oftener than tokens die, and never hangs', async () => {
    await fc.assert(
      fc.asyncProperty(ops, async steps => {
        let clock = 0
        let fetched = 0
        let deaths = 0
        let isStoreDown = false
        let alive = ''
        const store = memoryStore(() => clock)
        const flaky: TokenStore = {
          read: key => (isStoreDown ? Promise.reject(new Error('down')) : store.read(key)),
          publish: (...args) => (isStoreDown ? Promise.reject(new Error('down')) : store.publish(...args)),
          lease: (...args) => (isStoreDown ? Promise.reject(new Error('down')) : store.lease(...args)),
          release: (...args) => (isStoreDown ? Promise.reject(new Error('down')) : store.release(...args)),
        }
        const source = {
          key: 'stable:wx1',
          renewBeforeMs: 0,
          canForce: true,
          async fetch() {
            fetched += 1
            // As stable_token: the same one while it lives.
            if (alive === '') alive = `token-${fetched}`
            return { token: alive, lifetimeMs: 7200_000 }
          },
        }
        const start = () =>
          keepToken(source, { notices: silent, now: () => clock, renewal: coordinate(flaky, source, silent) })
        const keepers = [start(), start(), start()]
        const refused = keepers.map(() => new Set<string>())
        let outages = 0
        for (const [op, at] of steps) {
          if (op === 'expire' || op === 'revoke') {
            if (alive !== '') deaths += 1
            alive = ''
          } else if (op === 'storeFails') {
            if (!isStoreDown) outages += 1
            isStoreDown = true
          } else if (op === 'storeWorks') isStoreDown = false
          else if (op === 'newProcess') {
            keepers[at] = start()
            refused[at].clear()
          } else if (op === 'minute') clock += 60_000
          else {
            let token = await keepers[at].get(waiting())
            for (let tries = 0; token !== alive && tries < 3; tries += 1) {
              if (refused[at].has(token)) throw new Error(`${token} came back`)
              refused[at].add(token)
              const other = await keepers[at].replace(token, waiting())
              if (other === undefined) break
              token = other
            }
          }
        }
        // While the store is down every process asks for itself.
        const events = steps.filter(([op]) => op === 'newProcess').length + 3
        expect(fetched).toBeLessThanOrEqual(1 + 2 * deaths + (outages > 0 ? events * (1 + deaths) : 0))
      }),
      { numRuns: scaled(60, 1000) },
    )
  })

  test('of three processes whose steps interleave as they like, one publishes a generation', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async scheduler => {
        const store = memoryStore()
        const slow = <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
          scheduler.scheduleFunction(async (...args: A) => work(...args)) as (...args: A) => Promise<R>
        const read = slow(store.read)
        const publish = slow(store.publish)
        const lease = slow(store.lease)
        const release = slow(store.release)
        const published: string[] = []
        const lives = [1, 2, 3].map(async process => {
          const kept = await read('k')
          const mayFetch = await lease('k', `p${process}`, 1000)
          const token = `token-of-${process}`
          if (await publish('k', token, 1000, kept?.generation ?? 0)) published.push(token)
          if (mayFetch) await release('k', `p${process}`)
        })
        await scheduler.waitAll()
        await Promise.all(lives)
        const last = await store.read('k')
        expect(last?.generation).toBe(published.length)
        expect(last?.token).toBe(published[published.length - 1])
      }),
      { numRuns: scaled(200, 1000) },
    )
  })

  const encodings = [
    (text: string) => text,
    encodeURIComponent,
    (text: string) => JSON.stringify(text).slice(1, -1),
    (text: string) => Buffer.from(text).toString('base64'),
    (text: string) => Buffer.from(text).toString('base64url'),
    (text: string) => Buffer.from(text).toString('hex'),
  ]
  const secrets = fc.string({ minLength: 12, maxLength: 64, unit: 'grapheme-ascii' })

  test('the redactor takes a secret out of any text, however it is spelled, and leaves the rest', () => {
    fc.assert(
      fc.property(
        secrets,
        fc.string(),
        fc.string(),
        fc.constantFrom(...encodings),
        (secret, before, after, encode) => {
          const spelled = encode(secret)
          fc.pre(![before, after].some(text => encodings.some(other => text.includes(other(secret)))))
          expect(redact(`${before}${spelled}${after}`, [secret])).not.toContain(spelled)
          expect(redact(`${before}|${after}`, [secret])).toBe(`${before}|${after}`)
        },
      ),
      { numRuns: scaled(500, 5000) },
    )
  })

  test('a path is refused, or stays with the host it was meant for', () => {
    const paths = fc.oneof(
      fc.string(),
      fc.webPath(),
      fc.webUrl(),
      fc.string().map(text => `/${text}`),
      fc
        .array(fc.constantFrom('/', '..', '.', '%2f', '\\', '@', 'a', '//', '?', '#', '\r\n', '\u2024'))
        .map(parts => parts.join('')),
    )
    fc.assert(
      fc.property(paths, path => {
        try {
          rowOf({ verb: 'GET', path })
        } catch (error) {
          expect(isOpenapiError(error)).toBe(true)
          return
        }
        const url = new URL(path, 'https://api.weixin.qq.com')
        expect([url.origin, url.pathname, url.search, url.hash]).toEqual([
          'https://api.weixin.qq.com',
          path,
          '',
          '',
        ])
      }),
      { numRuns: scaled(1000, 10_000) },
    )
  })

  test('pauses are never negative, never above two seconds, never beyond the deadline, and the budget ends', () => {
    const left = fc.double({ min: 0, max: 100_000, noNaN: true })
    const chance = fc.double({ min: 0, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(left, chance, fc.nat(5)), { maxLength: 300 }), tries => {
        let random = 0
        const retrier = createRetrier(6, () => random)
        const error = new TransportError({ method: 'a.b', what: 'down', maybeExecuted: false })
        let granted = 0
        for (const [leftMs, next, retries] of tries) {
          random = next
          const delay = retrier.delay({ error, effect: 'read', retries, leftMs })
          if (delay === undefined) continue
          granted += 1
          expect(delay).toBeGreaterThanOrEqual(0)
          expect(delay).toBeLessThanOrEqual(2000)
          expect(delay).toBeLessThan(leftMs)
        }
        expect(granted).toBeLessThanOrEqual(100)
      }),
    )
  })

  test('a token is used for at least a second and at most what WeChat said, never beyond two hours', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10_000, noNaN: true }), expiresIn => {
        const seconds = lifetimeSeconds(expiresIn)
        expect(seconds).toBeGreaterThanOrEqual(1)
        expect(seconds).toBeLessThanOrEqual(expiresIn >= 1 ? Math.min(7200, expiresIn) : 300)
      }),
    )
  })

  test('every errcode has one class', () => {
    const files = ['errcodes', 'platform-errcodes', 'cloud-errcodes'].map(name => `shared/errors/${name}.ts`)
    const table = files.map(file => readFileSync(file, 'utf8')).join('\n')
    const listed = [...table.matchAll(/^ {2,4}\[?(-?\d+)\]?: /gm)].map(([, code]) => code)
    // One that stood in two classes would be of the last, without a word.
    expect(listed.filter((code, at) => listed.indexOf(code) !== at)).toEqual([])
    expect(new Set([...listed, ...Object.values(ourErrcodes).map(String)])).toEqual(
      new Set(Object.keys(errcodes)),
    )
  })

  // By WeChat's own texts, not by the table that is tested. All others are final, and did nothing.
  const tokenCodes = [40001, 40014, 41001, 42001]
  const busyCodes = [-1, 85113]
  const rateCodes = [45011]
  const isOf = (codes: number[], code: number) => codes.includes(code)

  test('only the codes that say so are of the token, busy or too fast, and only those may be tried again', () => {
    const check = (code: number) => {
      const error = new WeChatError({ method: 'a.b', errCode: code, errmsg: 'x' })
      const [isToken, isBusy, isRate] = [tokenCodes, busyCodes, rateCodes].map(codes => isOf(codes, code))
      expect([code, isTokenErrcode(code)]).toEqual([code, isToken])
      expect([code, error.retryable]).toEqual([code, isToken || isBusy || isRate])
      expect([code, error.maybeExecuted]).toEqual([code, isBusy])
      expect([code, error.retryAfterMs !== undefined]).toEqual([code, isRate])
    }
    for (const code of Object.keys(errcodes).map(Number)) check(code)
    for (const code of [...tokenCodes, ...busyCodes, ...rateCodes]) {
      expect(errcodes[code]).toBeDefined()
      check(code)
    }
    // What nobody listed is final.
    fc.assert(fc.property(fc.integer(), check))
  })

  test('whatever bytes come back, there is a result or a typed error', async () => {
    let bytes = Buffer.alloc(0)
    const raw = await startRaw(socket => void socket.end(bytes))
    const openapi = createOpenapi({ appid: 'wx1', secret: 'x'.repeat(32), baseUrl: raw.url, retries: 0 })
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map(array => Buffer.from(array)),
      fc
        .tuple(
          fc.constantFrom('200 OK', '502 Bad', '204 None', '302 Found', '100 Continue', '999 x'),
          fc.array(
            fc.constantFrom(
              'Content-Type: application/json',
              'Content-Length: 5',
              'Content-Encoding: gzip',
              'Transfer-Encoding: chunked',
              'Connection: close',
              'X-Bad:\u0001',
            ),
            { maxLength: 4 },
          ),
          fc.oneof(fc.json(), fc.string()),
        )
        .map(([status, headers, body]) =>
          Buffer.from(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`),
        ),
    )
    await fc.assert(
      fc.asyncProperty(pieces, async sent => {
        bytes = sent
        const error = await openapi.logistics.getAllDelivery({}, { timeoutMs: 2000 }).then(
          () => undefined,
          error => error,
        )
        if (error) expect(isOpenapiError(error)).toBe(true)
      }),
      { numRuns: scaled(150, 2000) },
    )
    await raw.close()
  })
})

import { isSecret, presentable, redact } from '../../../shared/errors/secrets'

// Its base64 holds +, / and two = at the end, and it needs escapes in a URL and in JSON.
const secret = '~~>"\\???þ'

describe('a secret is taken out of a text', () => {
  test.each([
    ['as it is', secret],
    ['in a URL', encodeURIComponent(secret)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['as base64', Buffer.from(secret).toString('base64')],
    ['as base64url', Buffer.from(secret).toString('base64url')],
    ['as hex', Buffer.from(secret).toString('hex')],
  ])('%s', (_, spelled) => {
    expect(redact(`before ${spelled} after`, [secret])).toBe('before [redacted] after')
  })

  // Written out by hand, for the secret se/c+r"et.
  test.each([
    ['in a URL with small letters', 'se%2fc%2br%22et'],
    ['in JSON with slashes escaped', 'se\\/c+r\\"et'],
    ['in JSON with slashes as numbers', 'se\\u002fc+r\\"et'],
    ['as hex with capitals', '73652F632B72226574'],
  ])('%s', (_, spelled) => {
    expect(redact(`before ${spelled} after`, ['se/c+r"et'])).toBe('before [redacted] after')
  })

  test.each(['', 'a', 'ab', 'wx1:'])('inside of a larger base64, behind %j', before => {
    const larger = Buffer.from(`${before}${secret}:more`).toString('base64')
    const shown = redact(larger, [secret])
    expect(shown).toContain('[redacted]')
    // But for the letters at its edges, which it shares with what stands beside it.
    expect(Buffer.from(shown.replace('[redacted]', ''), 'base64').toString('latin1')).not.toMatch(/\?\?/)
    expect(redact(larger.replace(/\+/g, '-').replace(/\//g, '_'), [secret])).toContain('[redacted]')
  })

  test('wherever it stands', () => {
    expect(redact('abcdefg, then abcdefg', ['abcdefg'])).toBe('[redacted], then [redacted]')
  })

  test('and so is every other one', () => {
    expect(redact('first-one second-one', ['first-one', undefined, 'second-one'])).toBe(
      '[redacted] [redacted]',
    )
  })

  test('from six characters on', () => {
    expect(redact('abcdef', ['abcdef'])).toBe('[redacted]')
  })
})

describe('nothing is taken out', () => {
  test('for a secret that is absent or empty', () => {
    expect(redact('undefined words', [undefined, ''])).toBe('undefined words')
  })

  test('for one so short that it stands in innocent words', () => {
    expect(redact('the token endpoint', ['token'])).toBe('the token endpoint')
  })
})

describe('a text is made fit to be shown', () => {
  test('with one blank in place of each run of control characters and line ends', () => {
    expect(presentable('a\r\n\u0000b\u007fc\u009fd\u2028\u2029e')).toBe('a b c d e')
  })

  test('without blanks at its ends', () => {
    expect(presentable('\n said \n')).toBe('said')
  })

  test('without secrets, also such as a cut would halve', () => {
    expect(presentable(`${'x'.repeat(490)}a-whole-secret`, ['a-whole-secret'])).toBe(
      `${'x'.repeat(490)}[redacted]`.replace(/(.{500}).+/, '$1…'),
    )
  })

  test('and stays as it is up to 500 characters', () => {
    expect(presentable('x'.repeat(500))).toBe('x'.repeat(500))
  })

  test('and is cut behind them', () => {
    expect(presentable('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`)
  })
})

describe('a name tells a secret', () => {
  test.each([
    'access_token',
    'accessToken',
    'component_access_token',
    'authorizer_refresh_token',
    'component_verify_ticket',
    'ticket',
    'secret',
    'appsecret',
    'app_secret',
    'secretkey',
    'session_key',
    'encodingAESKey',
    'appKey',
    'password',
    'passwd',
    'js_code',
    'pre_auth_code',
    'pay_sig',
    'signature',
    'proxy-authorization',
    // The last part of a path.
    'accounts[0].password',
  ])('%s', name => {
    expect(isSecret(name, 'text')).toBe(true)
  })

  test.each([
    'openid',
    'code',
    'key',
    'waybill_token',
    'deliveryToken',
    'movie_ticket',
    'ticket_class',
    'design',
  ])('but not %s', name => {
    expect(isSecret(name, 'text')).toBe(false)
  })

  test('where it has a value of its own', () => {
    const values = ['', null, undefined, {}, [], () => 'text', 7]
    expect(values.filter(value => isSecret('password', value))).toEqual([7])
  })
})

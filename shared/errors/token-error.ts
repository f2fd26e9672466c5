import { aboutErrcode } from './errcodes'
import { OpenapiError } from './openapi-error'

/** WeChat refused to give an access token, so the call was not sent. `fix` says what to correct. */
export class TokenError extends OpenapiError {
  constructor(facts: { method: string; errCode: number; errmsg: string; retryAfterSeconds?: number }) {
    const { means, kind } = aboutErrcode(facts.errCode)
    const address = facts.errCode === 40164 || facts.errCode === 61004 ? addressIn(facts.errmsg) : undefined
    super('TokenError', {
      errCode: facts.errCode,
      errMsg: `openapi.${facts.method}:fail no access token: ${facts.errmsg}`,
      method: facts.method,
      meaning: facts.errCode === 40001 ? 'the secret is not valid' : means,
      fix: address
        ? `add ${address} to the IP allow-list of the account, or use cloud calls, which need none`
        : fixOf(facts.errCode),
      retryable: kind === 'busy' || kind === 'rate',
    })
  }
}

// At the token endpoint 40001 speaks of the secret, not of a token.
const fixOf = (code: number) => aboutErrcode(code === 40001 ? 40125 : code).fix

const addressIn = (text: string) =>
  /\b\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-fA-F]*:[0-9a-fA-F:]{2,}/.exec(text)?.[0]

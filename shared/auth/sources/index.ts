export { classicToken, stableToken } from '../fetch-token'
export type { MakeTokenSource } from '../token-source'
export { cloudbaseAccessToken } from './cloudbase-access-token'
export { fixedToken, type GivenToken, type TokenRequest, tokenFrom } from './own-token'

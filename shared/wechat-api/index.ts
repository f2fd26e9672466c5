export type { AccessToken } from './access-token'
export type { Summary } from './answer'
export { API, API as default, type APIConstructor } from './api'
export type { WeChatAPIError } from './errors'
export type {
  GetTicketToken,
  GetToken,
  Options,
  RequestOptions,
  RequestView,
  SaveTicketToken,
  SaveToken,
} from './instance'
export type { Callback } from './method-types'
export type { SharedTokens } from './share-tokens'
export type { Ticket } from './ticket'
export { make, postJSON, wrapper } from './util'

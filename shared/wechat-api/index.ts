export type { AccessToken } from './access-token'
export { API, API as default, type APIConstructor } from './api'
export type { Callback } from './callback'
export type { Summary, WeChatAPIError } from './errors'
export type {
  GetTicketToken,
  GetToken,
  Options,
  RequestOptions,
  RequestView,
  SaveTicketToken,
  SaveToken,
} from './instance'
export type { SharedTokens } from './share-tokens'
export type { Ticket } from './ticket'
export { make, postJSON, wrapper } from './util'

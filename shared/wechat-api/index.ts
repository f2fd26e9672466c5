export type { Callback } from './answer'
export { API, API as default, type APIConstructor } from './api'
export type { Summary, WeChatAPIError } from './errors'
export { make, postJSON, wrapper } from './extend'
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
export type { AccessToken, Ticket } from './token-and-ticket'

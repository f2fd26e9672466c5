import { openapi } from '../openapi'

export const calls = () => [
  openapi.openApi.callbackCheck({ action: 'action-1', checkOperator: 'check-operator-1' }),
  // @ts-expect-error action is text
  openapi.openApi.callbackCheck({ checkOperator: 'check-operator-1', action: 5 }),
]

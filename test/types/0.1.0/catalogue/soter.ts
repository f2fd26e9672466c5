import { openapi } from '../openapi'

export const calls = () => [
  openapi.soter.verifySignature({
    openid: 'oABCD1234',
    jsonString: 'json-string-1',
    jsonSignature: 'json-signature-1',
  }),
  // @ts-expect-error the method is called verifySignature
  openapi.soter.verifySignatur({
    openid: 'oABCD1234',
    jsonString: 'json-string-1',
    jsonSignature: 'json-signature-1',
  }),
]

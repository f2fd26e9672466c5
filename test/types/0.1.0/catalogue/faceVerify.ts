import { openapi } from '../openapi'

export const calls = () => [
  openapi.faceVerify.queryVerifyInfo({
    verifyId: 'verify-id-1',
    outSeqNo: 'out-seq-no-1',
    certHash: 'cert-hash-1',
    openid: 'oABCD1234',
  }),
  // @ts-expect-error openid is missing
  openapi.faceVerify.queryVerifyInfo({
    verifyId: 'verify-id-1',
    outSeqNo: 'out-seq-no-1',
    certHash: 'cert-hash-1',
  }),
]

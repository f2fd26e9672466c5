import { openapi } from '../openapi'

export const calls = () => [
  openapi.studentIdentity.quickCheckStudentIdentity({
    openid: 'oABCD1234',
    wxStudentcheckCode: 'wx-studentcheck-code-1',
  }),
  openapi.studentIdentity.quickCheckStudentIdentity({
    openid: 'oABCD1234',
    // @ts-expect-error names are camelCase: wxStudentcheckCode
    wx_studentcheck_code: 'wx-studentcheck-code-1',
  }),
]

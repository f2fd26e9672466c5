import { openapi } from '../openapi'

export const calls = () => [
  openapi.employeeRelation.unbindUserB2CAuthInfo({ openidList: ['openid-list-1'] }),
  // @ts-expect-error the method is called unbindUserB2CAuthInfo
  openapi.employeeRelation.unbindUserB2CAuthInf({ openidList: ['openid-list-1'] }),
]

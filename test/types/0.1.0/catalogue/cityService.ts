import { openapi } from '../openapi'

export const calls = () => [
  openapi.cityService.publishHospNotice({ appId: 'app-id-1', noticeType: 1, noticeId: 1 }),
  // @ts-expect-error noticeType is one of the documented values
  openapi.cityService.publishHospNotice({ appId: 'app-id-1', noticeId: 1, noticeType: 99 }),
]

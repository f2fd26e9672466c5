import { openapi } from '../openapi'

export const calls = () => [
  openapi.hardwareDevice.getLicensePkgList({ pkgType: 1 }),
  // @ts-expect-error pkgType is a number
  openapi.hardwareDevice.getLicensePkgList({ pkgType: '5' }),
]

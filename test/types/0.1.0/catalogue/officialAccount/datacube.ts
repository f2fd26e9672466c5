import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.datacube.getUserRead({ beginDate: '20240101', endDate: '2024-01-31' }),
  // @ts-expect-error names are camelCase: beginDate
  openapi.officialAccount.datacube.getUserRead({ endDate: '2024-01-31', begin_date: '20240101' }),
]

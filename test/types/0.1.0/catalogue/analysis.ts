import { openapi } from '../openapi'

export const calls = () => [
  openapi.analysis.getVisitPage({ beginDate: '20240101', endDate: '20240131' }),
  // @ts-expect-error names are camelCase: beginDate
  openapi.analysis.getVisitPage({ endDate: '20240131', begin_date: '20240101' }),
]

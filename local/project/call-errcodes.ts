/** The codes with which WeChat's cloud says that a function could not be called. */
export const callErrcodes = {
  missing: -501000,
  failed: -504002,
  timedOut: -504003,
  resultTooLarge: -604001,
  eventTooLarge: -501001,
} as const

const words: { readonly [errCode: number]: string } = {
  [callErrcodes.missing]: 'FUNCTION_NOT_FOUND',
  [callErrcodes.failed]: 'functions execute fail',
  [callErrcodes.timedOut]: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  [callErrcodes.eventTooLarge]: 'resource system error',
  [callErrcodes.resultTooLarge]: 'cloudfunction result size exceed limit (1MB)',
}

/**
 * How the cloud writes that a call failed: `errCode: -504002 functions execute fail | errMsg: …`.
 * @param said the words of the code, where others than the cloud's fit
 */
export const callFailureText = (
  errCode: number,
  what: string,
  said = words[errCode] ?? words[callErrcodes.failed],
): string => `errCode: ${errCode} ${said} | errMsg: ${what}`

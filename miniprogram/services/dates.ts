const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

/** A time from WeChat, in seconds since 1970, as `2026-01-31 09:05` in the phone's own zone; empty for none. */
export function formatTime(seconds: number | undefined): string {
  if (!seconds) return ''
  const date = new Date(seconds * 1000)
  return `${formatDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A day as `2026-01-31`. */
export const formatDay = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`

/** `2026-01-31` and `09:05`, as the pickers give them, in seconds since 1970; 0 if they are not a time. */
export function secondsOf(day: string, time: string): number {
  const [year, month, date] = day.split('-').map(Number)
  const [hours, minutes] = time.split(':').map(Number)
  const milliseconds = new Date(year!, month! - 1, date, hours, minutes).getTime()
  return Number.isNaN(milliseconds) ? 0 : milliseconds / 1000
}

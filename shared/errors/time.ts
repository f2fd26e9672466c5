/** Spans of time, in milliseconds. */
export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** How long a call may take by default. */
export const callTimeoutMs = 10 * secondMs

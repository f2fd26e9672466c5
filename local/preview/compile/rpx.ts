/**
 * Lengths that depend on the screen, as `calc` over variables that the phone frame sets: a phone drawn on a wide
 * screen must not measure by the browser window.
 */
export function framedLengths(value: string): string {
  return value
    .replace(/(-?[\d.]+)rpx\b/g, (_, count: string) => `calc(${count} * var(--rpx))`)
    .replace(/(-?[\d.]+)v([hw])\b/g, (_, count: string, side: string) => `calc(${count} * var(--v${side}))`)
}

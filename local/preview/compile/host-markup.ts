const placeholder =
  '<h-span class="placeholder placeholder-class" style="{{placeholderStyle}}" aria-hidden="true">{{placeholder}}</h-span>'

/**
 * The content of each built-in component of the host. `h-` makes an ordinary HTML element (see host/runtime.ts);
 * a tag that is not here, and is not a component of the mini program, is a build error.
 */
export const builtinTemplates: Record<string, string> = {
  view: '<slot />',
  text: '<slot />',
  button: '<slot />',
  form: '<slot />',
  label: '<slot />',
  navigator: '<slot />',
  picker: '<slot />',
  'scroll-view': '<slot />',
  'radio-group': '<slot />',
  'checkbox-group': '<slot />',
  radio: '<h-span class="mark" /><slot />',
  checkbox: '<h-span class="mark" /><slot />',
  switch: '<h-span class="track" />',
  image: '<h-img class="picture" />',
  icon: '<h-span class="glyph" />',
  input: `${placeholder}<h-input class="field" />`,
  textarea: `${placeholder}<h-textarea class="field" />`,
}

/** Tags that WXML itself gives a meaning. */
export const structuralTags = ['block', 'slot', 'template', 'import', 'include', 'wxs']

/**
 * Lengths that depend on the screen, as `calc` over variables that the phone frame sets: a phone drawn on a wide
 * screen must not measure by the browser window.
 */
export function framedLengths(value: string): string {
  return value
    .replace(/(-?[\d.]+)rpx\b/g, (_, count: string) => `calc(${count} * var(--rpx))`)
    .replace(/(-?[\d.]+)v([hw])\b/g, (_, count: string, side: string) => `calc(${count} * var(--v${side}))`)
}

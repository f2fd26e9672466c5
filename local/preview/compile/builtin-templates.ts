const placeholder =
  '<h-span class="placeholder placeholder-class" style="{{placeholderStyle}}" aria-hidden="true">{{placeholder}}</h-span>'

/**
 * What stands inside each built-in component of the host. `h-` makes an ordinary HTML element (see host/backend.ts);
 * a tag that is not here, and is no component of the mini program, is a build error.
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

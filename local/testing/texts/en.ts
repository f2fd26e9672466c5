/** What the test kit says. */
export const en = {
  sampleOnly: (calls: readonly (readonly [method: string, count: number])[]) => {
    const names = calls.map(([method, count]) => (count > 1 ? `${method} (${count} times)` : method))
    const example = `await we.answer('${calls[0]![0]}', { … })`
    return `the emulator has only a sample for ${names.join(', ')}; say what the program is to get: ${example}`
  },
  wrongAnswer: (method: string, problems: string) => `the answer of ${method} cannot be sent: ${problems}`,
  notAnObject: (method: string) => `the answer of ${method} must be an object`,
  answerIsError: (method: string) =>
    `an answer is a success; for an error write fault({ method: '${method}', errcode: … })`,
  notAFile: (method: string) => `the answer of ${method} must be a file, { contentType, buffer }`,
  wrongTime: "advance takes milliseconds, or a time such as '90s', '30m', '2h' or '1d'",
  documentsMustBeLists: 'seed takes lists of documents by collection, { todos: [{ … }] }',
  notStarted:
    'the project has not been started: call useProject in the set-up file of your test runner, and wait for it',
  noHooks:
    'there is no global afterEach: pass the hooks of your test runner, useProject(options, { afterEach, afterAll })',
  closed: 'the project was closed',
}

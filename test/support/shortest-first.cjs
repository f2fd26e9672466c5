const Sequencer = require('@jest/test-sequencer').default

/** Runs the quickest test files first: for mutation testing, where the first test that fails ends a run. */
module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => (one.duration ?? 0) - (other.duration ?? 0))
  }
}

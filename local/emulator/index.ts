export { demoOpenids } from './namespaces/logistics/demo'
export { type Emulator, type EmulatorAccount, type EmulatorOptions, startEmulator } from './start-emulator'
export type { Effect, LogEntry } from './state/records'

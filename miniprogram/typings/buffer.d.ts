/** The catalogue's types use node's Buffer for binary responses; here no response is one. */
interface Buffer extends Uint8Array {}

/** The catalogue's types name node's Buffer for binary answers; here such an answer never arrives as one. */
interface Buffer extends Uint8Array {}
